package io.github.nacosgraceful.sample.client;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/** Connections with time limits, for the blocking clients: of the JDK, and so on every stack. */
final class HttpURLConnections {

  /** The option that says how many milliseconds an answer may take. */
  static final String READ_TIMEOUT = "${sample.read-timeout:5000}";

  private static final int CONNECT_MILLIS = 3_000;

  private HttpURLConnections() {}

  static ClientHttpRequestFactory factory(int readMillis) {
    SimpleClientHttpRequestFactory http = new SimpleClientHttpRequestFactory();
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setReadTimeout(readMillis);
    return http;
  }
}
