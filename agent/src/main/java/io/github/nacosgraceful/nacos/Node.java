package io.github.nacosgraceful.nacos;

/**
 * One Nacos server that is asked whether a registration is gone, and what came of it. Written by
 * the thread that asks it, read by the drain.
 */
final class Node {

  final String address;

  /** Asked over the client's own connection; the others over HTTP. */
  final boolean connected;

  /**
   * The client does not know it, another node named it. Its address may be good within the cluster
   * only: if it never answers, it does not count.
   */
  final boolean named;

  private volatile boolean answered;
  private volatile long goneAt;
  private volatile String problem = "no answer";

  private Node(String address, boolean connected, boolean named) {
    this.address = address;
    this.connected = connected;
    this.named = named;
  }

  /** The one at the other end of the client's connection. */
  static Node connected(String address) {
    return new Node(address, true, false);
  }

  /** One that the client is configured with. */
  static Node known(String address) {
    return new Node(address, false, false);
  }

  /** One that another node named. */
  static Node named(String address) {
    return new Node(address, false, true);
  }

  /**
   * It answered.
   *
   * @param now by {@code System.nanoTime()}, after the answer
   */
  void answers(boolean listed, long now) {
    problem = null;
    answered = true;
    if (listed) {
      goneAt = 0;
    } else if (goneAt == 0) {
      goneAt = now == 0 ? 1 : now;
    }
  }

  /** It did not answer, or not the question. */
  void fails(String why) {
    problem = why;
  }

  boolean isGone() {
    return goneAt != 0;
  }

  /** By {@code System.nanoTime()}; 0 as long as the node lists the registration. */
  long goneAt() {
    return goneAt;
  }

  boolean hasAnswered() {
    return answered;
  }

  @Override
  public String toString() {
    return address + " (" + (problem == null ? "still lists it" : problem) + ")";
  }
}
