package io.github.nacosgraceful.dubbo.program;

import org.apache.dubbo.common.stream.StreamObserver;

/** The streams of triple; the answers are the port that gives them. */
public interface Watches {

  /**
   * The server's.
   *
   * @param end what it does after the first answer
   */
  void watch(String end, StreamObserver<String> answer);

  /** In both directions: the caller's first word is what {@code end} is above. */
  StreamObserver<String> talk(StreamObserver<String> answer);
}
