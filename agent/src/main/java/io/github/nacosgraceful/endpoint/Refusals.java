package io.github.nacosgraceful.endpoint;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Which requests are refused, whatever they ask for: those that another site had a browser send, by
 * its own name (DNS rebinding) or by ours, and those that are larger than any that makes sense.
 */
final class Refusals {

  private static final int MOST_BODY = 1024;
  private static final int MOST_PATH = 1024;
  private static final int MOST_HEADERS = 8 * 1024;
  private static final Pattern OWN_HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?", Pattern.CASE_INSENSITIVE);

  private Refusals() {}

  /** Reads the body too. Null if it is not refused. */
  static Answer of(HttpExchange request) throws IOException {
    Headers headers = request.getRequestHeaders();
    if (request.getRequestURI().toString().length() > MOST_PATH) {
      return Answer.text(414, "the path is longer than " + MOST_PATH + " characters");
    }
    if (length(headers) > MOST_HEADERS) {
      return Answer.text(431, "the headers are longer than " + MOST_HEADERS + " characters");
    }
    String host = only(headers, "Host");
    if (host == null || !OWN_HOST.matcher(host).matches()) {
      return Answer.text(403, "the Host header must be localhost, 127.0.0.1 or [::1]");
    }
    if (headers.containsKey("Origin")
        && !("http://" + host).equalsIgnoreCase(only(headers, "Origin"))) {
      return Answer.text(403, "requests of other origins are refused");
    }
    String site = only(headers, "Sec-Fetch-Site");
    if (headers.containsKey("Sec-Fetch-Site")
        && !"same-origin".equals(site)
        && !"none".equals(site)) {
      return Answer.text(403, "requests of other sites are refused");
    }
    return isTooLong(request)
        ? Answer.text(413, "the body is longer than " + MOST_BODY + " bytes")
        : null;
  }

  private static boolean isTooLong(HttpExchange request) throws IOException {
    String length = request.getRequestHeaders().getFirst("Content-Length");
    // As text: it may be longer than any number.
    if (length != null && length.trim().length() > String.valueOf(MOST_BODY).length()) {
      return true;
    }
    InputStream body = request.getRequestBody();
    byte[] buffer = new byte[MOST_BODY + 1];
    int read = 0;
    for (int n = 0; n >= 0 && read < buffer.length; read += Math.max(n, 0)) {
      n = body.read(buffer, read, buffer.length - read);
    }
    return read > MOST_BODY;
  }

  private static int length(Headers headers) {
    int length = 0;
    for (Map.Entry<String, List<String>> header : headers.entrySet()) {
      for (String value : header.getValue()) {
        length += header.getKey().length() + value.length();
      }
    }
    return length;
  }

  /** Null if it is not there, or more than once. */
  private static String only(Headers headers, String name) {
    List<String> values = headers.get(name);
    return values == null || values.size() != 1 ? null : values.get(0);
  }
}
