/**
 * Instances that say nothing any more: a process that is frozen or in a long collection, a node
 * that died without a word. Their connections are kept, so calls hang there until their own
 * timeouts, and take the caller's threads with them.
 *
 * <p>Calls note their begin and end on their own threads, in a few nanoseconds and without
 * allocation. One daemon thread looks at those that are under way, every 20 ms while there are any.
 *
 * <p>May import {@code suspect}, {@code service}, {@code instance} and the tools. It knows no
 * library: {@code library.calls} tells it of calls.
 */
package io.github.nacosgraceful.silence;
