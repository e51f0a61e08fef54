package io.github.nacosgraceful.reroute;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.Causes;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The address that a client names in its message of what it could not connect to. Any thread; asked
 * of calls that have failed.
 */
public final class FailedAddress {

  /** Apache's: {@code Connect to http://10.0.0.1:8080 [/10.0.0.1] failed: …}. */
  private static final Pattern APACHES =
      Pattern.compile("^Connect to (?:https?://)?([^\\s/]+):(\\d{1,5})(?: |$)");

  /** Netty's and OkHttp's end as Java writes an address: {@code name/10.0.0.1:8080}. */
  private static final Pattern JAVAS =
      Pattern.compile("(?:^|\\s)([^\\s/]*)/([^\\s/]+):(\\d{1,5})$");

  private FailedAddress() {}

  /** The one that a failure or one of its causes names; null if none does. */
  public static HostPort in(Throwable thrown) {
    for (Throwable cause : Causes.of(thrown)) {
      HostPort named = cause.getMessage() == null ? null : in(cause.getMessage());
      if (named != null) {
        return named;
      }
    }
    return null;
  }

  /** The one that a message names, by its name if it has one; null if it is another message. */
  public static HostPort in(String message) {
    Matcher apaches = APACHES.matcher(message);
    if (apaches.find()) {
      return HostPort.of(apaches.group(1), Integer.parseInt(apaches.group(2)));
    }
    Matcher javas = JAVAS.matcher(message);
    if (!javas.find()) {
      return null;
    }
    String host = javas.group(1).isEmpty() ? javas.group(2) : javas.group(1);
    return HostPort.of(host, Integer.parseInt(javas.group(3)));
  }
}
