/**
 * The client of Nacos' AI registry, which client 3.0 and newer has beside its NamingServices: how
 * endpoints of MCP servers and A2A agents are registered and deregistered, and what a server keeps
 * of them.
 *
 * <p>Runs on threads of the agent that may hang with a server, and, to read a request, on those of
 * the application.
 *
 * <p>May import {@code nacos}, {@code http}, {@code instance} and the tools.
 */
package io.github.nacosgraceful.ai;
