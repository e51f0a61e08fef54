/**
 * The requests that come in: how many are in flight, which have no end, when the last one came, and
 * what callers are told: to close their connections, and that this process is leaving.
 *
 * <p>Runs on the threads that serve requests, without a lock and without allocating. A drain reads
 * it on a thread of its own.
 *
 * <p>May import {@code goodbye} and the tools: the servers' packages call it, and it knows none of
 * them.
 */
package io.github.nacosgraceful.traffic;
