package io.github.nacosgraceful.nacos;

/** One Nacos server that is asked whether a registration is gone, and what came of it. */
final class Node {

  final String address;

  /** Asked over the client's own connection; the others over HTTP. */
  final boolean connected;

  /** By {@code System.nanoTime()}; 0 until the node no longer lists the registration. */
  volatile long goneAt;

  /** What the last question met, or null if it was answered. */
  volatile String problem;

  Node(String address, boolean connected) {
    this.address = address;
    this.connected = connected;
  }

  boolean isGone() {
    return goneAt != 0;
  }

  @Override
  public String toString() {
    return address + (problem == null ? " (still lists it)" : " (" + problem + ")");
  }
}
