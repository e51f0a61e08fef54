package io.github.nacosgraceful.traffic;

import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Prefixes of request paths that are not traffic. A prefix ends where a segment ends: {@code
 * /health} covers {@code /health}, {@code /health/db} and {@code /health?full}, not {@code
 * /healthcare}. Allocates nothing.
 */
public final class IgnoredPaths {

  private final byte[][] prefixes;

  public IgnoredPaths(List<String> prefixes) {
    this.prefixes = new byte[prefixes.size()][];
    for (int i = 0; i < this.prefixes.length; i++) {
      this.prefixes[i] = prefixes.get(i).getBytes(StandardCharsets.UTF_8);
    }
  }

  /**
   * @param path as it came in, from {@code start}, {@code length} bytes long
   */
  public boolean covers(byte[] path, int start, int length) {
    for (byte[] prefix : prefixes) {
      if (length >= prefix.length
          && startsWith(path, start, prefix)
          && (length == prefix.length || endsSegment(prefix, (char) path[start + prefix.length]))) {
        return true;
      }
    }
    return false;
  }

  public boolean covers(String path) {
    for (byte[] prefix : prefixes) {
      if (path.length() >= prefix.length
          && startsWith(path, prefix)
          && (path.length() == prefix.length || endsSegment(prefix, path.charAt(prefix.length)))) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWith(byte[] path, int start, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (path[start + i] != prefix[i]) {
        return false;
      }
    }
    return true;
  }

  private static boolean startsWith(String path, byte[] prefix) {
    for (int i = 0; i < prefix.length; i++) {
      if (path.charAt(i) != (prefix[i] & 0xff)) {
        return false;
      }
    }
    return true;
  }

  private static boolean endsSegment(byte[] prefix, char next) {
    return prefix[prefix.length - 1] == '/'
        || next == '/'
        || next == '?'
        || next == ';'
        || next == '#';
  }
}
