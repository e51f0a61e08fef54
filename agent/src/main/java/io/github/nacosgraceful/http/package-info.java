/**
 * HTTP to one server, and whether servers accept connections, in bounded time and without the Nacos
 * client.
 *
 * <p>Runs on any thread that may wait, so on none of the application's.
 *
 * <p>May import the JDK and {@code instance}, for how an address is written.
 */
package io.github.nacosgraceful.http;
