package io.github.nacosgraceful.traffic;

/**
 * Kinds of requests that usually end only when somebody leaves, beside {@link WebSockets}. The
 * drain waits for them for {@code drain.streams}, not to their end.
 */
public enum Endless {
  EVENT_STREAM("event stream"),
  GRPC_STREAM("gRPC stream"),
  DUBBO_STREAM("Dubbo stream");

  private static final String[] STREAM_TYPES = {
    "text/event-stream",
    "application/x-ndjson",
    "application/stream+json",
    "application/ndjson",
    "multipart/x-mixed-replace"
  };

  private final String noun;

  Endless(String noun) {
    this.noun = noun;
  }

  /**
   * Whether a response of this content type is one event after the other: server-sent, lines of
   * JSON, pictures. Allocates nothing.
   */
  public static boolean isEventStream(String contentType) {
    if (contentType != null) {
      for (String type : STREAM_TYPES) {
        if (contentType.regionMatches(true, 0, type, 0, type.length())) {
          return true;
        }
      }
    }
    return false;
  }

  @Override
  public String toString() {
    return noun;
  }
}
