package io.github.nacosgraceful.dubbo.program;

import org.apache.dubbo.common.stream.StreamObserver;

/** Says one word on each stream, and ends it as the caller wishes, on a thread of its own. */
final class TripleWatches implements Watches {

  /** Soon: after what a call costs. */
  static final String COMPLETE = "complete";

  static final String FAIL = "fail";

  static final String THROW = "throw";

  static final String NEVER = "never";

  private final String port;

  TripleWatches(int port) {
    this.port = Integer.toString(port);
  }

  @Override
  public void watch(String end, StreamObserver<String> answer) {
    if (end.equals(THROW)) {
      throw new IllegalStateException(end);
    }
    answer.onNext(port);
    if (!end.equals(NEVER)) {
      new Thread(() -> end(end, answer)).start();
    }
  }

  @Override
  public StreamObserver<String> talk(StreamObserver<String> answer) {
    return new StreamObserver<String>() {
      @Override
      public void onNext(String end) {
        watch(end, answer);
      }

      @Override
      public void onError(Throwable error) {}

      @Override
      public void onCompleted() {}
    };
  }

  private static void end(String end, StreamObserver<String> answer) {
    Load.work();
    if (end.equals(FAIL)) {
      answer.onError(new IllegalStateException(end));
    } else {
      answer.onCompleted();
    }
  }
}
