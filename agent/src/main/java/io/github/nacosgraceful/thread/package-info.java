/**
 * The threads of the agent, and work that is handed over to them.
 *
 * <p>All are daemons. Handing over returns at once, whatever thread does it.
 *
 * <p>May import the JDK and slf4j alone.
 */
package io.github.nacosgraceful.thread;
