package io.github.nacosgraceful.joining;

import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.registry.Delayed;
import io.github.nacosgraceful.registry.Moment;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;

/**
 * The moment when a URL of the application answers 2xx: a path at the address that is registered,
 * which is this host's own, or a whole URL, for a management port.
 */
public final class HealthPath implements Moment {

  private static final int CONNECT_WITHIN_MILLIS = 500;
  private static final int ANSWER_WITHIN_MILLIS = 2000;

  private final String path;

  public HealthPath(String path) {
    this.path = path;
  }

  @Override
  public boolean hasCome(Delayed delayed) {
    return delayed.registration.instances.stream().allMatch(one -> answers(one.at));
  }

  private boolean answers(Address address) {
    HttpURLConnection connection = null;
    try {
      URL url = new URL(new URL("http", address.ip, address.port, "/"), path);
      connection = (HttpURLConnection) url.openConnection(Proxy.NO_PROXY);
      connection.setConnectTimeout(CONNECT_WITHIN_MILLIS);
      connection.setReadTimeout(ANSWER_WITHIN_MILLIS);
      connection.setInstanceFollowRedirects(false);
      return connection.getResponseCode() / 100 == 2;
    } catch (IOException e) {
      return false;
    } finally {
      if (connection != null) {
        connection.disconnect();
      }
    }
  }
}
