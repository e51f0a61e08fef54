package io.github.nacosgraceful.instance;

/** What tests register. */
public final class Instances {

  private Instances() {}

  /** An ephemeral one. */
  public static RegisteredInstance at(int port) {
    return at(port, true);
  }

  public static RegisteredInstance at(int port, boolean ephemeral) {
    return new RegisteredInstance(
        new Address("10.0.0.1", port, "DEFAULT", ephemeral), null, 1, true, true, null);
  }
}
