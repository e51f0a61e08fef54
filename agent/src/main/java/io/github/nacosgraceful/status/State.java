package io.github.nacosgraceful.status;

import io.github.nacosgraceful.leaving.Drains;
import io.github.nacosgraceful.registry.Registrations;

/** What a process is to Nacos, as a whole. */
public enum State {
  NOTHING_REGISTERED("nothing registered"),
  DELAYED("delayed"),
  ONLINE("online"),
  GOING_OFFLINE("going offline"),
  OFFLINE("offline"),
  PARTLY_OFFLINE("partly offline");

  private final String text;

  State(String text) {
    this.text = text;
  }

  static State of(Registrations registrations, Drains drains) {
    if (drains.isUnderWay()) {
      return GOING_OFFLINE;
    }
    boolean online = !registrations.snapshot().isEmpty();
    boolean offline = !registrations.held().isEmpty() || registrations.isClosed();
    if (online) {
      return offline ? PARTLY_OFFLINE : ONLINE;
    }
    if (offline) {
      return OFFLINE;
    }
    return registrations.delayed().isEmpty() ? NOTHING_REGISTERED : DELAYED;
  }

  /** Whether everything that was registered is online, and something was. */
  boolean isReady() {
    return this == ONLINE;
  }

  @Override
  public String toString() {
    return text;
  }
}
