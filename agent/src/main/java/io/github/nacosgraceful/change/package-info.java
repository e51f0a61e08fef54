/**
 * What leaving and coming back have in common: registrations on their way out of Nacos or into it,
 * how far they are, what came of it, and the sentence that says so.
 *
 * <p>Written on the thread of a drain or of a change by hand; read by any thread, for the status
 * and the log.
 *
 * <p>May import {@code node}, {@code instance}, {@code intake}, {@code traffic} and the tools.
 */
package io.github.nacosgraceful.change;
