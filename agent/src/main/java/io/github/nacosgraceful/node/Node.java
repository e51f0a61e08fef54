package io.github.nacosgraceful.node;

/**
 * One Nacos server that is asked whether a registration is gone, and what came of it. Written by
 * the thread that asks it, read by the drain.
 */
public final class Node {

  public final String address;

  /** Asked over the client's own connection; the others over HTTP. */
  public final boolean connected;

  /**
   * The client does not know it, another node named it. Its address may be good within the cluster
   * only: if it never answers, it does not count.
   */
  public final boolean named;

  private volatile boolean answered;
  private volatile long goneAt;
  private volatile String problem = "no answer";

  private Node(String address, boolean connected, boolean named) {
    this.address = address;
    this.connected = connected;
    this.named = named;
  }

  /** The one at the other end of the client's connection. */
  public static Node connected(String address) {
    return new Node(address, true, false);
  }

  /** One that the client is configured with. */
  static Node known(String address) {
    return new Node(address, false, false);
  }

  /** One that another node named. */
  public static Node named(String address) {
    return new Node(address, false, true);
  }

  /**
   * It answered.
   *
   * @param now by {@code System.nanoTime()}, after the answer
   */
  public void answers(boolean listed, long now) {
    problem = null;
    answered = true;
    if (listed) {
      goneAt = 0;
    } else if (goneAt == 0) {
      goneAt = now == 0 ? 1 : now;
    }
  }

  /** It did not answer, or not the question. */
  public void fails(String why) {
    problem = why;
  }

  public boolean isGone() {
    return goneAt != 0;
  }

  /** By {@code System.nanoTime()}; 0 as long as the node lists the registration. */
  public long goneAt() {
    return goneAt;
  }

  public boolean hasAnswered() {
    return answered;
  }

  @Override
  public String toString() {
    return address + " (" + (problem == null ? "still lists it" : problem) + ")";
  }
}
