/**
 * Plain values: addresses, instances with all that they were registered with, registrations.
 *
 * <p>Immutable, for any thread.
 *
 * <p>May import nothing of the agent but {@code context}, for what a registration belongs to, and
 * {@code log}, for how a long list is told. Holds strings and numbers, and the NamingService that
 * registered until nothing is registered through it any more.
 */
package io.github.nacosgraceful.instance;
