package io.github.nacosgraceful.node;

import io.github.nacosgraceful.thread.Stamp;

/**
 * One Nacos server that is asked whether it lists one registration, and what it said. Written by
 * the thread that asks it, read by whoever waits for it.
 */
public final class Node {

  public final String address;

  /** Asked over the client's own connection; the others over HTTP. */
  public final boolean connected;

  /** The client does not know it, another node named it. */
  public final boolean named;

  private volatile boolean answered;
  private volatile Stamp listedAt = Stamp.NEVER;
  private volatile Stamp goneAt = Stamp.NEVER;
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
  public static Node known(String address) {
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
    answered = true;
    listedAt = !listed ? Stamp.NEVER : listedAt.isNever() ? Stamp.at(now) : listedAt;
    goneAt = listed ? Stamp.NEVER : goneAt.isNever() ? Stamp.at(now) : goneAt;
    problem = null;
  }

  /** It did not answer, or not the question. */
  public void fails(String why) {
    problem = why;
  }

  /** Since when it lists the registration; never while it does not. */
  public Stamp listedAt() {
    return listedAt;
  }

  /** Since when it does not list the registration; never while it does, and before it answers. */
  public Stamp goneAt() {
    return goneAt;
  }

  public boolean isGone() {
    return !goneAt.isNever();
  }

  public boolean hasAnswered() {
    return answered;
  }

  /**
   * A node known only by another node's word does not count until it has answered: its address may
   * be good within the cluster only.
   */
  public boolean counts() {
    return !named || answered;
  }

  /** Why it did not answer, or not the question; null if its last answer was good. */
  public String problem() {
    return problem;
  }

  @Override
  public String toString() {
    return address;
  }
}
