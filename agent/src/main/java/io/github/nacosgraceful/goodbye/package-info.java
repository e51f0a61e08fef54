/**
 * The word that a leaving process says with each of its answers, as a plain value: its text is
 * written on one side, and read, in bounded time, on the other.
 *
 * <p>Immutable, for any thread.
 *
 * <p>May import {@code instance}.
 */
package io.github.nacosgraceful.goodbye;
