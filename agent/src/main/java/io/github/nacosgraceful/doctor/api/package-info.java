/**
 * What a node can be asked, in the way of each generation of servers.
 *
 * <p>An object serves one thread, which waits for the node.
 *
 * <p>May import {@code doctor.fact}, {@code http}, {@code instance} and Gson.
 */
package io.github.nacosgraceful.doctor.api;
