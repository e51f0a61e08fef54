/**
 * Calls through the balancers of Spring Cloud: those that never left are made once more.
 *
 * <p>Runs on the threads that call. It does nothing more than count while no call fails.
 *
 * <p>May import {@code reroute}, {@code suspect}, {@code instance}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.reroute;
