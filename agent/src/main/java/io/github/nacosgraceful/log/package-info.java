/**
 * The agent's log: its logger, its lines, how they show texts of strangers, its file and their
 * rotation. Of slf4j it has the interface of a logger, and how a message is put together.
 *
 * <p>Runs on any thread, also while the JVM shuts down. It never throws.
 *
 * <p>May import slf4j and the JDK, but neither {@code java.nio.file} nor {@code java.util.logging}.
 */
package io.github.nacosgraceful.log;
