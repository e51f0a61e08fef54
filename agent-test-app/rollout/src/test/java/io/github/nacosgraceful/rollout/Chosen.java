package io.github.nacosgraceful.rollout;

import java.util.List;

/** What the options of a build choose; all of it, where an option is not given. */
final class Chosen {

  private Chosen() {}

  static boolean by(String option, String value) {
    String names = System.getProperty(option, "");
    return names.isEmpty() || List.of(names.split(",")).contains(value);
  }
}
