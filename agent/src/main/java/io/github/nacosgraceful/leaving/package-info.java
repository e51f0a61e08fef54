/**
 * A drain, of the process or of one context: deregister, verify on every node, serve on until the
 * callers have left, and tell it in one line.
 *
 * <p>The thread that stops or closes waits, in bounded time, for the thread {@code
 * nacos-graceful-drain}.
 *
 * <p>May import {@code departure}, {@code change}, {@code registry}, {@code http}, {@code intake},
 * {@code traffic}, {@code instance}, {@code context} and the tools.
 */
package io.github.nacosgraceful.leaving;
