package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;

/**
 * A consumer, and the load that it is under.
 *
 * @param scenario tells the client
 */
record Caller(Scenario scenario, Child process, Load load, LoadWarmUp warmUp) {}
