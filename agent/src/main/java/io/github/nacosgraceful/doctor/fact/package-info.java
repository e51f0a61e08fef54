/**
 * What was found out, as plain values. What is null, nobody told.
 *
 * <p>Each is written by the one thread that asks, and read when that is done.
 *
 * <p>May import Gson, for what a process says of itself. Draws no conclusion: {@code doctor.cause}
 * does.
 */
package io.github.nacosgraceful.doctor.fact;
