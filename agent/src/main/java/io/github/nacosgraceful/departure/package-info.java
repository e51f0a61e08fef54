/**
 * Registrations on their way out of Nacos: each is deregistered through its owner, with attempts
 * side by side, and watched until no node lists it any more.
 *
 * <p>Every call into the Nacos client has a thread that may hang, of which there are few, whatever
 * leaves. A drain asks on its own thread how far it is, and never waits for Nacos.
 *
 * <p>May import {@code change}, {@code registry}, {@code node}, {@code nacos}, {@code instance} and
 * the tools.
 */
package io.github.nacosgraceful.departure;
