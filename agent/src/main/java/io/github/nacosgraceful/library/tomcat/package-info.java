/**
 * Tomcat 8.5 to 11: counts its requests, tells its callers to close their connections, and tells of
 * web applications that stop.
 *
 * <p>Runs on Tomcat's threads, and allocates nothing for a request.
 *
 * <p>May import {@code traffic}, {@code library.websocket}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.tomcat;
