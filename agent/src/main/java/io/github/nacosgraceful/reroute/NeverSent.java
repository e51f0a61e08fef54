package io.github.nacosgraceful.reroute;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.Causes;
import io.github.nacosgraceful.suspect.ConnectFailure;
import java.net.UnknownHostException;

/**
 * Whether a call that could not connect, or that was {@linkplain RefusedStream refused}, was never
 * served by anybody, for certain. A client may have sent it before: OkHttp and Java's {@code
 * HttpURLConnection} send a call once more on a new connection when a kept one breaks, also a POST,
 * and several clients follow a redirect, of which the call is answered already. Only the last
 * attempt shows in what they throw.
 *
 * <p>Any thread; asked of calls that have failed.
 */
public final class NeverSent {

  private static final String URL_CONNECTION = "sun.net.www.protocol.http.HttpURLConnection";

  /** OkHttp's before 4, which does not say what it has tried before. */
  private static final String OLD_OKHTTP = "okhttp3.RealCall";

  private NeverSent() {}

  /**
   * Whether it is the called address that could not be connected to, for all that can be seen: not
   * one that a redirect has led to.
   */
  public static boolean isAt(HostPort called, Throwable thrown) {
    HostPort named = FailedAddress.in(thrown);
    return (named == null || named.equals(called))
        && !has(thrown, URL_CONNECTION, "followRedirect");
  }

  /**
   * Whether the call was never sent, or refused unread.
   *
   * @param thrown a connect failure or a refusal, or what it has caused
   * @param leadsOnlyThere whether the client tries nothing but the called address, or the call may
   *     be repeated anyway; asked only if the failure does not show it
   */
  public static boolean isCertain(HostPort called, Throwable thrown, Condition leadsOnlyThere)
      throws Throwable {
    if (!isAt(called, thrown)
        || has(thrown, "sun.net.www.http.HttpClient", "parseHTTP")
        || has(thrown, OLD_OKHTTP, "")
        || hasTriedBefore(thrown)) {
      return false;
    }
    return FailedAddress.in(thrown) != null
        || isUnknown(called, thrown)
        || has(thrown, URL_CONNECTION, "")
        || leadsOnlyThere.holds();
  }

  /** What may have to be looked up. */
  public interface Condition {
    boolean holds() throws Throwable;
  }

  private static boolean isUnknown(HostPort called, Throwable thrown) {
    for (Throwable cause : Causes.of(thrown)) {
      String message = cause.getMessage();
      if (cause instanceof UnknownHostException && message != null) {
        return message.equals(called.host) || message.startsWith(called.host + ":");
      }
    }
    return false;
  }

  /** OkHttp keeps what went wrong before: other addresses that it could not connect to are fine. */
  private static boolean hasTriedBefore(Throwable thrown) {
    for (Throwable cause : Causes.of(thrown)) {
      for (Throwable before : cause.getSuppressed()) {
        if (!ConnectFailure.isIn(before)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Whether it comes from such a method, by the begin of its name. */
  private static boolean has(Throwable thrown, String type, String method) {
    for (Throwable cause : Causes.of(thrown)) {
      for (StackTraceElement frame : cause.getStackTrace()) {
        if (frame.getClassName().equals(type) && frame.getMethodName().startsWith(method)) {
          return true;
        }
      }
    }
    return false;
  }
}
