/**
 * Jetty 9.4 to 12.1: counts its requests, and tells its callers to close their connections.
 *
 * <p>Runs on Jetty's threads, and allocates nothing for a request.
 *
 * <p>May import {@code traffic}, {@code library.websocket}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.jetty;
