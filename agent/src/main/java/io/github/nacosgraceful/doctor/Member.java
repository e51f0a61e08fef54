package io.github.nacosgraceful.doctor;

/** A node as another one knows it. */
final class Member {

  final String address;

  /** UP, SUSPICIOUS, DOWN. */
  final String state;

  Member(String address, String state) {
    this.address = address;
    this.state = state;
  }
}
