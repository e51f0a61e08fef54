package io.github.nacosgraceful.intake;

/** A worker without the agent, with one that leaves intake alone, and with the agent as it is. */
enum Side {
  PLAIN,
  INTAKE_OFF,
  AGENT;

  boolean hasAgent() {
    return this != PLAIN;
  }
}
