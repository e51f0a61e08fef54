/**
 * The command {@code fleet}: what is registered with Nacos, and which of it has the agent.
 *
 * <p>Runs in a JVM of its own: threads of the command, which wait for a node in bounded time.
 *
 * <p>May import {@code doctor.api}, {@code doctor.fact}, {@code http}, {@code instance}, {@code
 * log}, picocli and Gson.
 */
package io.github.nacosgraceful.fleet;
