/**
 * The agent's log: its lines, how they show texts of strangers, its file and their rotation, and
 * the binding of the agent's own slf4j.
 *
 * <p>Runs on any thread, also while the JVM shuts down. It never throws.
 *
 * <p>May import slf4j and the JDK, but neither {@code java.nio.file} nor {@code java.util.logging}.
 */
package io.github.nacosgraceful.log;
