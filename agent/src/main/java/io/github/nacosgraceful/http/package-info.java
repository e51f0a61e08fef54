/**
 * HTTP to one server in bounded time, without the Nacos client.
 *
 * <p>Runs on any thread that may wait, so on none of the application's.
 *
 * <p>May import the JDK alone.
 */
package io.github.nacosgraceful.http;
