package io.github.nacosgraceful.rollout;

import java.net.http.HttpResponse;
import java.util.concurrent.CompletionException;

/** Tells from an answer, or from its absence, what became of a call. */
final class CallOutcome {

  /** Enough for the cause's own words without the stack of wrappers around them. */
  private static final int LONGEST = 200;

  private CallOutcome() {}

  static Call of(long due, long latency, HttpResponse<String> response, Throwable error) {
    if (error != null) {
      Throwable cause = error instanceof CompletionException ? error.getCause() : error;
      return new Call(due, latency, 0, shortened("no answer from the consumer: " + cause));
    }
    return of(due, latency, response.statusCode(), response.body().strip());
  }

  static Call of(long due, long latency, int status, String body) {
    if (status == 200 && body.matches("\\d{1,5}")) {
      return new Call(due, latency, Integer.parseInt(body), null);
    }
    return new Call(due, latency, 0, shortened(status + ": " + body));
  }

  private static String shortened(String text) {
    String line = text.lines().findFirst().orElse("");
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }
}
