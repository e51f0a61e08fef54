package io.github.nacosgraceful.traffic;

/**
 * Kinds of requests that usually end only when somebody leaves, beside {@link WebSockets}. The
 * drain waits for them for {@code drain.streams}, not to their end.
 */
public enum Endless {
  EVENT_STREAM("event stream"),
  GRPC_STREAM("gRPC stream"),
  DUBBO_STREAM("Dubbo stream");

  private static final String EVENT_STREAM_TYPE = "text/event-stream";

  private final String noun;

  Endless(String noun) {
    this.noun = noun;
  }

  /** Whether a response of this content type is one of server-sent events. Allocates nothing. */
  public static boolean isEventStream(String contentType) {
    return contentType != null
        && contentType.regionMatches(true, 0, EVENT_STREAM_TYPE, 0, EVENT_STREAM_TYPE.length());
  }

  @Override
  public String toString() {
    return noun;
  }
}
