/**
 * What was found out, as plain values. What is null, nobody told.
 *
 * <p>Each is written by the one thread that asks, and read when that is done.
 *
 * <p>May import {@code instance}, {@code log} for texts of strangers, and Gson, for what nodes and
 * processes say. Draws no conclusion: {@code doctor.cause} does.
 */
package io.github.nacosgraceful.doctor.fact;
