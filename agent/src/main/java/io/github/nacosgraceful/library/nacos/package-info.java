/**
 * The Nacos client as a part: puts the handlers of the three jobs behind its join points, and
 * replays what a client did before the agent came.
 *
 * <p>Runs where the part is connected, inside class loading; what was done earlier is replayed on
 * the thread that attaches.
 *
 * <p>May import the three jobs, {@code registry}, {@code nacos}, {@code service}, {@code instance},
 * {@code part} and the tools.
 */
package io.github.nacosgraceful.library.nacos;
