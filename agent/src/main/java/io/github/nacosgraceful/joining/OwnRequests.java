package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.thread.Ticker;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.util.concurrent.TimeUnit;

/** GET requests of the application to itself, until a deadline. Used by one thread. */
final class OwnRequests {

  private static final int CONNECT_WITHIN_MILLIS = 1000;

  private final String ip;
  private final int port;
  private final long deadline;
  private final Ticker ticker;
  private final byte[] buffer = new byte[8192];
  private int count;
  private int failed;
  private String firstFailure;

  /**
   * @param deadline by {@code System.nanoTime()}
   */
  OwnRequests(String ip, int port, long deadline, Ticker ticker) {
    this.ip = ip;
    this.port = port;
    this.deadline = deadline;
    this.ticker = ticker;
  }

  boolean isOver() {
    return leftMillis() <= 0;
  }

  int count() {
    return count;
  }

  /** Those that were not answered with less than 400. */
  int failed() {
    return failed;
  }

  String firstFailure() {
    return firstFailure;
  }

  void get(String path) {
    if (isOver()) {
      return;
    }
    count++;
    try {
      HttpURLConnection connection =
          (HttpURLConnection) new URL("http", ip, port, path).openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(CONNECT_WITHIN_MILLIS);
      connection.setReadTimeout((int) Math.max(1, leftMillis()));
      connection.setInstanceFollowRedirects(false);
      connection.setRequestProperty("Connection", "close"); // leaves nothing behind
      try {
        int status = connection.getResponseCode();
        if (status >= 400) {
          fails(path + ": " + status);
          return;
        }
        try (InputStream body = connection.getInputStream()) {
          while (body.read(buffer) >= 0) {
            if (isOver()) { // a body without an end
              return;
            }
          }
        }
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      fails(path + ": " + e);
    }
  }

  private void fails(String why) {
    failed++;
    if (firstFailure == null) {
      firstFailure = why;
    }
  }

  private long leftMillis() {
    return TimeUnit.NANOSECONDS.toMillis(deadline - ticker.now());
  }
}
