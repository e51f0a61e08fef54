package io.github.nacosgraceful.remote;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Through the endpoint that {@code admin.port} opens on the loopback interface. */
final class OverHttp implements RemoteAgent {

  private static final int CONNECT_MILLIS = 2_000;

  /** An offline takes {@code shutdown.timeout}; nobody sets that to more. */
  private static final int ANSWER_MILLIS = 300_000;

  private final int port;

  OverHttp(int port) {
    this.port = port;
  }

  @Override
  public String status() throws NoAnswerException {
    return ask("GET", "/status");
  }

  @Override
  public String offline() throws NoAnswerException {
    return ask("POST", "/offline");
  }

  @Override
  public String online() throws NoAnswerException {
    return ask("POST", "/online");
  }

  /** An answer that is no JSON object is none of the agent's. */
  private String ask(String method, String path) throws NoAnswerException {
    String at = "http://127.0.0.1:" + port + path;
    String body;
    int code;
    try {
      HttpURLConnection connection = (HttpURLConnection) new URL(at).openConnection(Proxy.NO_PROXY);
      connection.setRequestMethod(method);
      connection.setConnectTimeout(CONNECT_MILLIS);
      connection.setReadTimeout(ANSWER_MILLIS);
      connection.setInstanceFollowRedirects(false);
      code = connection.getResponseCode();
      body = read(code < 400 ? connection.getInputStream() : connection.getErrorStream());
    } catch (IOException e) {
      throw new NoAnswerException(
          "no agent answers at port " + port + " of the loopback interface: " + e.getMessage(), e);
    }
    if (!body.trim().startsWith("{")) {
      String words = body.trim().replaceFirst("(?s)\\R.*", "");
      throw new NoAnswerException(
          "port "
              + port
              + " of the loopback interface answers "
              + code
              + " to "
              + path
              + ", "
              + (words.startsWith("<") || words.isEmpty() ? "so it is not the agent's" : words),
          null);
    }
    return body;
  }

  private static String read(InputStream in) throws IOException {
    if (in == null) {
      return "";
    }
    try (InputStream from = in) {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int n = from.read(buffer); n >= 0; n = from.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return new String(out.toByteArray(), StandardCharsets.UTF_8);
    }
  }

  @Override
  public void close() {}
}
