/**
 * Ribbon 2.2 to 2.7: the guard of each balancer's list, and the share of instances that warm up.
 *
 * <p>Runs on the threads that pick, some of which must not block; a thread of the agent refreshes
 * where a pick must not wait. A pick from a fresh list allocates nothing.
 *
 * <p>May import {@code service}, {@code instance}, {@code part} and the tools. Balancers are held
 * weakly.
 */
package io.github.nacosgraceful.library.ribbon;
