/**
 * The command {@code doctor}: asks every node of Nacos and every instance of a service, and says
 * which of the known causes apply.
 *
 * <p>Runs in a JVM of its own. Each node and each port is asked by a thread that may hang with it.
 *
 * <p>May import its sub-packages, {@code remote}, {@code instance}, {@code log}, picocli and Gson.
 * To add a cause: one class that is a {@link io.github.nacosgraceful.doctor.cause.Check}, and its
 * line in {@link io.github.nacosgraceful.doctor.cause.Checks}.
 */
package io.github.nacosgraceful.doctor;
