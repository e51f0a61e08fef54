/**
 * Spring WebFlux on Reactor Netty 0.8 to 1.3: counts its requests, and tells its callers to close
 * their connections.
 *
 * <p>Runs on event loops, and never blocks.
 *
 * <p>May import {@code traffic}, {@code library.websocket}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.webflux;
