package io.github.nacosgraceful.reroute;

import io.github.nacosgraceful.log.Causes;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/**
 * Tells a call that the other side has refused over HTTP/2, and served nothing of it, from one that
 * it may have served: by REFUSED_STREAM, or by a GOAWAY that names an earlier one as the last. The
 * JDK's client and Jetty's say so. Any thread; asked of calls that have failed.
 */
public final class RefusedStream {

  private static final Set<String> WORDS =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  // The JDK's, and from 21 on, when it has tried again by itself.
                  "Received RST_STREAM: Stream not processed",
                  "request not processed by peer",
                  // Jetty's.
                  "refused_stream_error")));

  /** Jetty's, of a stream above the last one of a GOAWAY. */
  private static final String RETRYABLE = "org.eclipse.jetty.http2.RetryableStreamException";

  private RefusedStream() {}

  public static boolean isIn(Throwable thrown) {
    for (Throwable cause : Causes.of(thrown)) {
      if (cause instanceof IOException && WORDS.contains(cause.getMessage())
          || cause.getClass().getName().equals(RETRYABLE)) {
        return true;
      }
    }
    return false;
  }
}
