/**
 * The WebSockets of every server: noted when they are opened, and asked whether they still are.
 *
 * <p>Runs on the servers' threads. Sessions are held weakly, and asked on the thread of a drain.
 *
 * <p>May import {@code traffic}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.websocket;
