package io.github.nacosgraceful.traffic;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The last calls that came in while callers were told to leave: below which path they are, and
 * which kind of client has sent them, so that whoever stays can be found. Told by the threads that
 * serve them, and only then; what is kept are short texts.
 */
public final class LateCalls {

  private static final int KEPT = 64;
  private static final int LONGEST = 60;

  private final AtomicInteger count = new AtomicInteger();
  private final AtomicReferenceArray<String> paths = new AtomicReferenceArray<>(KEPT);
  private final AtomicReferenceArray<String> clients = new AtomicReferenceArray<>(KEPT);

  /**
   * One has come in.
   *
   * @param path as it came in, of which the first segment is kept; or the service and method of a
   *     call, of which the service is
   * @param userAgent by which the client names itself, or null
   */
  public void add(String path, String userAgent) {
    int at = Math.floorMod(count.getAndIncrement(), KEPT);
    paths.set(at, prefix(path));
    clients.set(at, family(userAgent));
  }

  /** Those that are told of from now on are others. */
  void forget() {
    count.set(0);
    for (int i = 0; i < KEPT; i++) {
      paths.set(i, null);
      clients.set(i, null);
    }
  }

  /** {@code most at /call (60 of the last 64) by curl (64)}; empty where nothing is known. */
  public String mostOften() {
    Map.Entry<String, Integer> path = mostOften(paths);
    Map.Entry<String, Integer> client = mostOften(clients);
    if (path == null || client == null) {
      return "";
    }
    int known = Math.min(KEPT, count.get());
    return "most at "
        + path.getKey()
        + " ("
        + path.getValue()
        + " of the last "
        + known
        + ") by "
        + client.getKey()
        + " ("
        + client.getValue()
        + ")";
  }

  private static Map.Entry<String, Integer> mostOften(AtomicReferenceArray<String> texts) {
    Map<String, Integer> counts = new LinkedHashMap<>();
    for (int i = 0; i < KEPT; i++) {
      String text = texts.get(i);
      if (text != null) {
        counts.merge(text, 1, Integer::sum);
      }
    }
    return counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElse(null);
  }

  /** The first segment of a path, with the slash before it. */
  private static String prefix(String path) {
    return path == null || path.isEmpty() ? "/" : cut(path, end(path, 1, "/?;#"));
  }

  /** What a client calls itself, without its version and what it runs on. */
  private static String family(String userAgent) {
    if (userAgent == null || userAgent.isEmpty()) {
      return "clients without a name";
    }
    String family = cut(userAgent, end(userAgent, 0, "/ (;,"));
    return family.equals("Mozilla") ? "browsers" : family;
  }

  private static int end(String text, int from, String ends) {
    int end = from;
    while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return end;
  }

  private static String cut(String text, int end) {
    return end <= LONGEST ? text.substring(0, end) : text.substring(0, LONGEST) + "...";
  }
}
