/**
 * What operators see: the state, readiness, status as JSON, and measures.
 *
 * <p>Runs on any thread that may wait for two seconds, the longest that nodes are asked.
 *
 * <p>May import the packages of what the process knows, {@code change} and {@code leaving}, the
 * tools, and Gson's writer.
 */
package io.github.nacosgraceful.status;
