package io.github.nacosgraceful.faults;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;

/** Calls of a caller that goes by its own client's memory: one that knows of nobody fails. */
final class KnownCalls {

  static final Duration PERIOD = Duration.ofMillis(50);

  private static final int ANSWER_MILLIS = 2000;

  private int all;
  private int failed;
  private int nobody;

  /**
   * @param addresses that the client knows, joined by commas; empty for none
   */
  void call(String addresses) {
    all++;
    if (addresses.isEmpty()) {
      nobody++;
      failed++;
    } else if (!answers(addresses.split(",")[0])) {
      failed++;
    }
  }

  int failed() {
    return failed;
  }

  private static boolean answers(String address) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create("http://" + address + "/work").toURL().openConnection();
      connection.setConnectTimeout(ANSWER_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public String toString() {
    return "%d of %d calls failed, %d of them because nobody was known"
        .formatted(failed, all, nobody);
  }
}
