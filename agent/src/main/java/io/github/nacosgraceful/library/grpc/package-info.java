/**
 * gRPC: the resolvers of net.devh's client ask again when Nacos has said something; the calls of
 * grpc-java's servers are counted, and their connections get a GOAWAY.
 *
 * <p>Runs on gRPC's threads. Resolvers are told by a thread of the agent.
 *
 * <p>May import {@code service}, {@code traffic}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.grpc;
