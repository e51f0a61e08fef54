package io.github.nacosgraceful.testbed;

import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;

/**
 * Reads one HTTP request off a connection. An answer to a request that was not read would be lost:
 * closing then resets the connection.
 */
final class HttpRequestReader {

  private static final String LENGTH = "content-length:";

  private HttpRequestReader() {}

  static void skip(InputStream in) throws IOException {
    long body = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      String header = line.toLowerCase(Locale.ROOT);
      if (header.startsWith(LENGTH)) {
        body = Long.parseLong(header.substring(LENGTH.length()).strip());
      }
    }
    in.readNBytes((int) body);
  }

  /** Without its end; empty at the end of the stream too. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }
}
