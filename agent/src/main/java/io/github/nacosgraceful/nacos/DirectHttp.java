package io.github.nacosgraceful.nacos;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * GET from a node without the Nacos client, in bounded time. The client waits 50 s, and logs each
 * failure as an error with its stack, in many applications into the application's log.
 */
final class DirectHttp {

  private static final int CONNECT_WITHIN_MILLIS = 1000;
  private static final int ANSWER_WITHIN_MILLIS = 2000;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final String DEFAULT_PORT = ":8848";

  private DirectHttp() {}

  /** A node's answer that is not 200. */
  static final class StatusException extends IOException {
    private static final long serialVersionUID = 1;

    final int status;

    StatusException(int status, String path) {
      super(status + " at " + path);
      this.status = status;
    }
  }

  /** Without TLS, whose certificates are the client's affair. */
  static boolean isFor(String node) {
    return !node.startsWith("https:") && !Boolean.getBoolean("tls.enable");
  }

  /**
   * @param node as it is configured: {@code host:port}, {@code host}, or with a scheme
   * @throws StatusException when it is not answered with 200
   */
  static String get(String node, String path, Map<String, String> parameters) throws IOException {
    StringBuilder url = new StringBuilder(node.contains("://") ? "" : "http://").append(node);
    if (!node.contains("://") && !node.matches(".*:\\d+")) {
      url.append(DEFAULT_PORT);
    }
    url.append(path);
    char separator = '?';
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      url.append(separator)
          .append(parameter.getKey())
          .append('=')
          .append(URLEncoder.encode(parameter.getValue(), "UTF-8"));
      separator = '&';
    }
    HttpURLConnection connection = (HttpURLConnection) new URL(url.toString()).openConnection();
    connection.setConnectTimeout(CONNECT_WITHIN_MILLIS);
    connection.setReadTimeout(ANSWER_WITHIN_MILLIS);
    connection.setInstanceFollowRedirects(false);
    try {
      int status = connection.getResponseCode();
      if (status != HttpURLConnection.HTTP_OK) {
        throw new StatusException(status, path);
      }
      return read(connection.getInputStream());
    } finally {
      connection.disconnect();
    }
  }

  private static String read(InputStream in) throws IOException {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    byte[] buffer = new byte[8192];
    for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
      body.write(buffer, 0, count);
      if (body.size() > MOST_BYTES) {
        throw new IOException("more than " + MOST_BYTES + " bytes");
      }
    }
    return new String(body.toByteArray(), StandardCharsets.UTF_8);
  }
}
