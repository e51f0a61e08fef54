/**
 * Plain values: addresses, instances with all that they were registered with, registrations.
 *
 * <p>Immutable, for any thread.
 *
 * <p>May import nothing of the agent but {@code context}, for what a registration belongs to. Holds
 * strings and numbers; the NamingService that registered is held weakly.
 */
package io.github.nacosgraceful.instance;
