package io.github.nacosgraceful.instance;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A service as Nacos names it within a namespace: its group, its bare name, and for a list of
 * instances the clusters that it is of. Written {@code group@@name}, or {@code
 * group@@name@@clusters}. Immutable.
 */
public final class ServiceName {

  private static final String BETWEEN = "@@";

  /** Null where only the bare name was said. */
  public final String group;

  public final String name;

  /** Empty for all. */
  public final String clusters;

  private ServiceName(String group, String name, String clusters) {
    this.group = group;
    this.name = name;
    this.clusters = clusters;
  }

  /**
   * @param service the bare name, or with another group before it, which then counts
   */
  public static ServiceName of(String group, String service) {
    return of(group, service, null);
  }

  /**
   * @param service the bare name, or with another group before it, which then counts
   * @param clusters null or empty for all
   */
  public static ServiceName of(String group, String service, String clusters) {
    int at = service.indexOf(BETWEEN);
    String in = clusters == null ? "" : clusters;
    return at < 0
        ? new ServiceName(group, service, in)
        : new ServiceName(service.substring(0, at), service.substring(at + BETWEEN.length()), in);
  }

  /** Of what Nacos writes: {@code name}, {@code group@@name}, {@code group@@name@@clusters}. */
  public static ServiceName parse(String text) {
    int name = text.indexOf(BETWEEN);
    int clusters = name < 0 ? -1 : text.indexOf(BETWEEN, name + BETWEEN.length());
    return clusters < 0
        ? of(null, text)
        : of(null, text.substring(0, clusters), text.substring(clusters + BETWEEN.length()));
  }

  /** The bare name in what Nacos writes; the same object if it is nothing else. */
  public static String bare(String text) {
    return text.contains(BETWEEN) ? parse(text).name : text;
  }

  /** The clusters that a list is of; empty for all. */
  public List<String> clusterList() {
    return clusters.isEmpty() ? Collections.emptyList() : Arrays.asList(clusters.split(","));
  }

  /** Whether a list of it has the instances of this cluster. */
  public boolean isOfCluster(String cluster) {
    return clusters.isEmpty() || clusterList().contains(cluster);
  }

  /** How an instance of it is named in all that any client sends: by the service and the place. */
  public String instance(HostPort at) {
    return toString() + ' ' + at;
  }

  @Override
  public String toString() {
    String full = group == null ? name : group + BETWEEN + name;
    return clusters.isEmpty() ? full : full + BETWEEN + clusters;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ServiceName
        && name.equals(((ServiceName) other).name)
        && Objects.equals(group, ((ServiceName) other).group)
        && clusters.equals(((ServiceName) other).clusters);
  }

  @Override
  public int hashCode() {
    return 31 * name.hashCode() + Objects.hashCode(group);
  }
}
