/**
 * The nodes of a Nacos cluster: which there are, and whether each of them lists a registration.
 *
 * <p>Each node is asked by a thread that may hang with it, and holds up nobody else.
 *
 * <p>May import {@code nacos}, {@code ai}, {@code instance} and the tools.
 */
package io.github.nacosgraceful.node;
