package io.github.nacosgraceful.admin;

/** The endpoint on the loopback interface. */
final class Endpoint {

  private Endpoint() {}

  static void open(Facts facts, Status status, Changes changes) {}
}
