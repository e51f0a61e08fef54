package io.grpc;

/** Stands in for the class of this name. */
public class Server {

  public int ended;

  public Server shutdownNow() {
    ended++;
    return this;
  }
}
