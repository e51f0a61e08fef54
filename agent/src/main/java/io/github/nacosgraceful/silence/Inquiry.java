package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Whether an instance was asked if it is there, and how often it may be. The sampler's alone. */
final class Inquiry {

  /** However often it seems silent and is not. */
  private static final long PAUSE = TimeUnit.SECONDS.toMillis(1);

  private final HostPort address;
  private final Function<HostPort, Question> asks;
  private Question question;
  private long askedAt;
  private long mayAskAt;

  /**
   * @param asks opens a connection and returns at once
   */
  Inquiry(HostPort address, Function<HostPort, Question> asks, long now) {
    this.address = address;
    this.asks = asks;
    mayAskAt = now;
  }

  boolean isOpen() {
    return question != null;
  }

  boolean mayBegin(long now) {
    return question == null && now >= mayAskAt;
  }

  void begin(long now) {
    question = asks.apply(address);
    askedAt = now;
  }

  /** Whether it is open for so long. */
  boolean isOpenFor(long millis, long now) {
    return question != null && now - askedAt >= millis;
  }

  /** What came of it; one that is not open was answered. */
  Question.Answer answer() {
    return question == null ? Question.Answer.SOME : question.answer();
  }

  void end(long now) {
    if (question != null) {
      question.close();
      question = null;
      mayAskAt = now + PAUSE;
    }
  }
}
