/**
 * What operators see: the state, readiness, status as JSON, and measures.
 *
 * <p>Runs on any thread that may wait for two seconds, the longest that nodes are asked.
 *
 * <p>May import the packages that know something, and Gson's writer.
 */
package io.github.nacosgraceful.status;
