package io.github.nacosgraceful.doctor.fact;

/** A node as another one knows it. */
public final class Member {

  public final String address;

  /** UP, SUSPICIOUS, DOWN. */
  public final String state;

  public Member(String address, String state) {
    this.address = address;
    this.state = state;
  }
}
