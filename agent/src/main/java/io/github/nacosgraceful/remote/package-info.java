/**
 * The agent of another process, seen from a command: over HTTP, over JMX, or brought into it by the
 * attach API.
 *
 * <p>Runs in the JVM of the command, on its thread {@code main}.
 *
 * <p>May import the JDK alone.
 */
package io.github.nacosgraceful.remote;
