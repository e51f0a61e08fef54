package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What applications tell instances apart by, other than where they are: the cluster, and what the
 * metadata says of version, zone, colour or lane. Two are equal if no filter by these can tell them
 * apart. Immutable.
 *
 * <p>What each instance says of itself alone is left out, or no two would be equal: its addresses,
 * identity, and start. Where that is in doubt it is left in: to be taken for different costs
 * nothing but what the agent would have mended.
 */
public final class Kind {

  /** The last word of names, or the last two. */
  private static final Set<String> OF_ITSELF =
      new HashSet<>(
          Arrays.asList(
              "ip",
              "ipv4",
              "ipv6",
              "address",
              "host",
              "hostname",
              "port",
              "uuid",
              "pid",
              "instance id",
              "process id",
              "pod name",
              "node name",
              "start time",
              "startup time",
              "started at",
              "timestamp",
              "weight",
              "healthy",
              "warmup"));

  /** What the agent itself adds says nothing of the application. */
  private static final String OURS = "nacos-graceful.";

  /** At punctuation, and where an upper-case letter follows a lower-case one. */
  private static final Pattern BETWEEN_WORDS =
      Pattern.compile("[^A-Za-z0-9]+|(?<=[a-z0-9])(?=[A-Z])");

  /** So many digits are a time. */
  private static final int DIGITS_OF_TIME = 10;

  private final HostPort address;
  private final String cluster;
  private final Map<?, ?> metadata;

  /** Null until it is asked for, which nearly never happens. */
  private volatile Map<String, String> telling;

  /**
   * @param cluster null for none
   * @param metadata null for none; kept as it is
   */
  public Kind(HostPort address, String cluster, Map<?, ?> metadata) {
    this.address = address;
    this.cluster = cluster == null ? "" : cluster;
    this.metadata = metadata == null ? Collections.emptyMap() : metadata;
  }

  /** As net.devh's servers say it; {@code gRPC.port} until 2.12. */
  boolean hasGrpcPort(int port) {
    String text = String.valueOf(port);
    return text.equals(metadata.get("gRPC_port")) || text.equals(metadata.get("gRPC.port"));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Kind
        && cluster.equals(((Kind) other).cluster)
        && telling().equals(((Kind) other).telling());
  }

  @Override
  public int hashCode() {
    return 31 * cluster.hashCode() + telling().hashCode();
  }

  private Map<String, String> telling() {
    Map<String, String> some = telling;
    if (some == null) {
      some = new HashMap<>();
      for (Map.Entry<?, ?> entry : metadata.entrySet()) {
        String name = String.valueOf(entry.getKey());
        String value = String.valueOf(entry.getValue());
        if (!name.startsWith(OURS)
            && !isOfItself(name)
            && !isTime(value)
            && !value.contains(address.host)) {
          some.put(name, value);
        }
      }
      telling = some;
    }
    return some;
  }

  private static boolean isOfItself(String name) {
    String[] words = BETWEEN_WORDS.split(name.trim());
    String last = word(words, 1);
    return OF_ITSELF.contains(last) || OF_ITSELF.contains(word(words, 2) + ' ' + last);
  }

  private static String word(String[] words, int fromTheEnd) {
    int i = words.length - fromTheEnd;
    return i < 0 ? "" : words[i].toLowerCase(Locale.ROOT);
  }

  private static boolean isTime(String value) {
    return value.length() >= DIGITS_OF_TIME && value.chars().allMatch(Character::isDigit);
  }
}
