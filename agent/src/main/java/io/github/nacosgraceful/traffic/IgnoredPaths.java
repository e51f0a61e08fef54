package io.github.nacosgraceful.traffic;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Prefixes of request paths that are not traffic, at the root and below the paths of applications.
 * A prefix ends where a segment ends: {@code /health} covers {@code /health}, {@code /health/db}
 * and {@code /health?full}, not {@code /healthcare}. To ask allocates nothing; any thread.
 */
public final class IgnoredPaths {

  /** Of applications in one process. More cost each request more than they are worth. */
  private static final int MOST_ROOTS = 16;

  private final Set<String> names;
  private final Set<String> roots = new LinkedHashSet<>();
  private volatile byte[][] prefixes;

  public IgnoredPaths(Collection<String> prefixes) {
    names = new LinkedHashSet<>(prefixes);
    roots.add("");
    this.prefixes = all();
  }

  /**
   * They are also ignored below the path of an application, before it serves its first request.
   *
   * @param root {@code /orders}; the empty one and null do nothing
   */
  public synchronized void below(String root) {
    String path = path(root);
    if (path != null && roots.size() < MOST_ROOTS && roots.add(path)) {
      prefixes = all();
    }
  }

  /**
   * One more, before the first request.
   *
   * @param prefix {@code /manage}; the root itself and null do nothing
   */
  public synchronized void add(String prefix) {
    String path = path(prefix);
    if (path != null && names.add(path)) {
      prefixes = all();
    }
  }

  /** With a slash in front and none behind; null for the root. */
  private static String path(String text) {
    String path = text == null ? "" : text.trim();
    while (path.endsWith("/")) {
      path = path.substring(0, path.length() - 1);
    }
    return path.isEmpty() ? null : path.startsWith("/") ? path : "/" + path;
  }

  private byte[][] all() {
    List<byte[]> all = new ArrayList<>();
    for (String root : roots) {
      for (String name : names) {
        all.add((root + name).getBytes(StandardCharsets.UTF_8));
      }
    }
    return all.toArray(new byte[0][]);
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
