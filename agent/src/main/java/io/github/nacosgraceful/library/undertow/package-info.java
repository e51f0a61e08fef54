/**
 * Undertow 2.0 to 2.3: counts its exchanges, and tells its callers to close their connections.
 *
 * <p>Runs on Undertow's threads, of which one at a time has an exchange.
 *
 * <p>May import {@code traffic}, {@code library.websocket}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.undertow;
