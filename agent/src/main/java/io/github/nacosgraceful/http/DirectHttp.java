package io.github.nacosgraceful.http;

import io.github.nacosgraceful.instance.HostPort;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * Asks a node without the Nacos client, in bounded time. The client waits 50 s, and logs each
 * failure as an error with its stack, in many applications into the application's log. Not through
 * a proxy that the application has: each takes its time, and need not reach every node.
 */
public final class DirectHttp {

  private static final int CONNECT_WITHIN_MILLIS = 1000;
  private static final int ANSWER_WITHIN_MILLIS = 2000;
  private static final int MOST_BYTES = 8 * 1024 * 1024;
  private static final int DEFAULT_PORT = 8848;

  private DirectHttp() {}

  /** A node's answer that is not 200. */
  public static final class StatusException extends IOException {
    private static final long serialVersionUID = 1;

    public final int status;

    StatusException(int status, String path) {
      super(status + " at " + path);
      this.status = status;
    }
  }

  /** What a node said, whatever its status. */
  public static final class Answer {

    /** Of HTTP. */
    public final int status;

    /** Of a status of 400 or more, what came with it, if anything did. */
    public final String body;

    /**
     * By the node's clock, in milliseconds, of which HTTP tells the seconds only; 0 if not told.
     */
    public final long date;

    Answer(int status, String body, long date) {
      this.status = status;
      this.body = body;
      this.date = date;
    }
  }

  /** Without TLS, whose certificates are the client's affair. */
  public static boolean isFor(String node) {
    return !node.startsWith("https:") && !Boolean.getBoolean("tls.enable");
  }

  /**
   * @param node as it is configured: {@code host:port}, {@code host}, or with a scheme
   * @throws StatusException when it is not answered with 200
   */
  public static String get(String node, String path, Map<String, String> parameters)
      throws IOException {
    Answer answer = ask("GET", node, path, parameters, ANSWER_WITHIN_MILLIS);
    if (answer.status != HttpURLConnection.HTTP_OK) {
      throw new StatusException(answer.status, path);
    }
    return answer.body;
  }

  /**
   * Takes a second longer, at most, than the node may take. On any thread.
   *
   * @param method GET has the parameters in its address, any other one in a form
   * @param node as it is configured: {@code host:port}, {@code host}, or with a scheme
   * @throws IOException when there is no answer
   */
  public static Answer ask(
      String method,
      String node,
      String path,
      Map<String, String> parameters,
      int answerWithinMillis)
      throws IOException {
    boolean get = method.equals("GET");
    String form = form(parameters);
    String url = base(node) + path + (get && !form.isEmpty() ? "?" + form : "");
    HttpURLConnection connection = (HttpURLConnection) new URL(url).openConnection(Proxy.NO_PROXY);
    connection.setConnectTimeout(CONNECT_WITHIN_MILLIS);
    connection.setReadTimeout(answerWithinMillis);
    connection.setInstanceFollowRedirects(false);
    connection.setRequestMethod(method);
    try {
      if (!get) {
        connection.setDoOutput(true);
        try (OutputStream out = connection.getOutputStream()) {
          out.write(form.getBytes(StandardCharsets.UTF_8));
        }
      }
      int status = connection.getResponseCode();
      InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream();
      return new Answer(status, in == null ? "" : read(in), connection.getDate());
    } finally {
      connection.disconnect();
    }
  }

  private static String base(String node) {
    if (node.contains("://")) {
      return node;
    }
    return "http://" + HostPort.parse(node, DEFAULT_PORT);
  }

  private static String form(Map<String, String> parameters) throws IOException {
    StringBuilder form = new StringBuilder();
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      form.append(form.length() == 0 ? "" : "&")
          .append(parameter.getKey())
          .append('=')
          .append(URLEncoder.encode(parameter.getValue(), "UTF-8"));
    }
    return form.toString();
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
