package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.log.Causes;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.Locale;

/**
 * Tells a call that never reached the other side from one that failed later: only the first shows
 * that nobody is there.
 */
public final class ConnectFailure {

  private ConnectFailure() {}

  public static boolean isIn(Throwable thrown) {
    for (Throwable cause : Causes.of(thrown)) {
      if (is(cause)) {
        return true;
      }
    }
    return false;
  }

  private static boolean is(Throwable cause) {
    if (cause instanceof ConnectException
        || cause instanceof NoRouteToHostException
        || cause instanceof UnknownHostException) {
      return true;
    }
    // Apache's and Netty's, and java.net.http's: all named so, related to nothing common.
    if (cause.getClass().getSimpleName().endsWith("ConnectTimeoutException")) {
      return true;
    }
    // The JDK's own says it in words only: "connect timed out", since 14 "Connect timed out".
    // Jetty's: "Connect Timeout".
    String message = cause.getMessage();
    return cause instanceof SocketTimeoutException
        && message != null
        && message.toLowerCase(Locale.ROOT).startsWith("connect ");
  }
}
