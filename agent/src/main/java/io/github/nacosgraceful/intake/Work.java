package io.github.nacosgraceful.intake;

/** What a source gives to do. */
public enum Work {
  MESSAGE("message"),
  JOB("job");

  private final String noun;

  Work(String noun) {
    this.noun = noun;
  }

  /** {@code 1 job}, {@code 2 messages}. */
  String count(int number) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
