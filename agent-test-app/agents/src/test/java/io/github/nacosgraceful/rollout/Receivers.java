package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A receiver for each process of a run. */
final class Receivers implements AutoCloseable {

  private final Map<String, Receiver> receivers = new ConcurrentHashMap<>();
  private final Map<String, String> answers;

  /**
   * @param answers as {@link Receiver} has it
   */
  Receivers(Map<String, String> answers) {
    this.answers = answers;
  }

  Receiver of(String process) throws IOException {
    Receiver receiver = receivers.get(process);
    if (receiver == null) {
      receiver = new Receiver(answers);
      receivers.put(process, receiver);
    }
    return receiver;
  }

  @Override
  public void close() {
    receivers.values().forEach(Receiver::close);
  }
}
