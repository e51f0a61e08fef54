/**
 * When an instance is registered, what is preheated before, and how a process that was taken
 * offline by hand comes back.
 *
 * <p>Runs on threads of the agent, and on those of the endpoint and of JMX. The application's call
 * to register has returned by then.
 *
 * <p>May import {@code leaving} and {@code change}, whose outcomes it shares, {@code registry},
 * {@code node}, {@code nacos}, {@code instance}, {@code intake}, {@code context} and the tools.
 */
package io.github.nacosgraceful.joining;
