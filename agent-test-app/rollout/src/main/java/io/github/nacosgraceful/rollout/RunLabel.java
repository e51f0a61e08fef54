package io.github.nacosgraceful.rollout;

/**
 * Which run it is.
 *
 * @param id names its log directory and its Nacos namespace
 * @param agent whether all processes have the agent
 */
record RunLabel(String id, String title, boolean agent) {

  /** Runs on one server do not see each other's instances. Nacos allows no dots. */
  String namespace() {
    return id.replace('.', '-');
  }

  /** One of a demo's runs; they are numbered when there are several of a kind. */
  static RunLabel of(Scenario scenario, boolean agent, int number, int of) {
    return new RunLabel(
        scenario.stack() + (agent ? "-agent" : "-plain") + (of == 1 ? "" : "-" + number),
        (agent ? "with the agent" : "without") + (of == 1 ? "" : " (" + number + ")"),
        agent);
  }

  String headline() {
    return "A rollout " + (agent ? title : title + " the agent");
  }
}
