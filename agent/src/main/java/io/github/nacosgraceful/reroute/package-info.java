/**
 * Calls that never left are made once more, at another instance: whether one may be, within which
 * budget, and how many were.
 *
 * <p>Runs on the threads that call. A call that does not fail is counted, and no more.
 *
 * <p>May import {@code suspect}, {@code service}, {@code instance} and the tools. It knows no
 * library: {@code library.reroute} makes the calls.
 */
package io.github.nacosgraceful.reroute;
