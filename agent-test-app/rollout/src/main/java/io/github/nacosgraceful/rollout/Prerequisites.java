package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Workspace;

/** What has to be built before a scenario can run. */
final class Prerequisites {

  private Prerequisites() {}

  static void check(Workspace workspace, Scenario scenario) {
    workspace.require(
        workspace.nacosClasspath(scenario.nacos()),
        workspace.stackClasspath(scenario.stack()),
        workspace.stackClasspath(Client.named(scenario.client()).stack(scenario.stack())),
        workspace.agentJar());
  }
}
