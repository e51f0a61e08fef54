package io.github.nacosgraceful.rollout;

/** One provider process, known to its callers by its port. */
record Replica(String name, int port) {}
