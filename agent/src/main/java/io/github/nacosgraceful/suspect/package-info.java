/**
 * Instances that calls cannot connect to, that leave calls without an answer, or that say goodbye:
 * left out of the lists that balancers read until it is known that they are there and stay.
 *
 * <p>Runs on the threads that call and pick, where it is one look at an empty map while nothing is
 * suspected. Connections are opened by one daemon thread, which ends with the last suspect.
 *
 * <p>May import {@code service}, {@code http}, {@code goodbye}, {@code instance} and the tools. It
 * knows no library: {@code library.calls} tells it of calls and lists.
 */
package io.github.nacosgraceful.suspect;
