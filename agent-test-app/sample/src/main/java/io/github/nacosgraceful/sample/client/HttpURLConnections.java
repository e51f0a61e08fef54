package io.github.nacosgraceful.sample.client;

import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.SimpleClientHttpRequestFactory;

/** Connections with time limits, for the blocking clients: of the JDK, and so on every stack. */
final class HttpURLConnections {

  private static final int CONNECT_MILLIS = 3_000;
  private static final int READ_MILLIS = 5_000;

  private HttpURLConnections() {}

  static ClientHttpRequestFactory factory() {
    SimpleClientHttpRequestFactory http = new SimpleClientHttpRequestFactory();
    http.setConnectTimeout(CONNECT_MILLIS);
    http.setReadTimeout(READ_MILLIS);
    return http;
  }
}
