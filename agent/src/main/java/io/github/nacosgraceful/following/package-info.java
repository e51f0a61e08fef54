/**
 * What a message from Nacos means for callers: epochs go up, an empty list is verified first, a new
 * connection is used at once.
 *
 * <p>Decides on threads of the Nacos client, one of which acknowledges pushes, and calls nobody
 * there. Whatever asks a server is done by threads of the agent.
 *
 * <p>May import {@code service}, {@code node}, {@code nacos}, {@code http}, {@code instance} and
 * the tools. The guards in {@code library} see its work through {@code service}.
 */
package io.github.nacosgraceful.following;
