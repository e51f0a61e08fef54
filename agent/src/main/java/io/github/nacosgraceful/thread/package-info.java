/**
 * The clock and the threads of the agent, as they are handed to whatever waits, and work that is
 * handed over to a thread.
 *
 * <p>All threads are daemons. Handing over returns at once, whatever thread does it.
 *
 * <p>May import the JDK, slf4j and {@code log} alone.
 */
package io.github.nacosgraceful.thread;
