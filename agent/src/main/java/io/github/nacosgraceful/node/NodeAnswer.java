package io.github.nacosgraceful.node;

/** What one node said when it was asked whether it lists a registration. Immutable. */
public final class NodeAnswer {

  private final String address;
  private final Boolean listed;
  private final String problem;

  NodeAnswer(String address, Boolean listed, String problem) {
    this.address = address;
    this.listed = listed;
    this.problem = problem;
  }

  /** {@code host:port}, or as the client is configured with it. */
  public String address() {
    return address;
  }

  /** Null if it did not say. */
  public Boolean isListed() {
    return listed;
  }

  /** Why it did not say, or null. */
  public String problem() {
    return problem;
  }
}
