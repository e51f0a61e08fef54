/**
 * Spring Cloud LoadBalancer 2.2 to 5.0: the guards of its cached and health-checked lists, and the
 * share of instances that warm up.
 *
 * <p>Runs on the threads that pick, some of which must not block. A pick from a fresh list
 * allocates nothing in the agent.
 *
 * <p>May import {@code service}, {@code instance}, {@code part} and the tools. A supplier holds its
 * guard, never the other way round.
 */
package io.github.nacosgraceful.library.loadbalancer;
