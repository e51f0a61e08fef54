package io.github.nacosgraceful.service;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.ServiceName;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What Nacos says in tests. */
public final class Reports {

  /** Who was told so where that does not matter. */
  private static final Object CLIENT = new Object();

  private static final Reporter REPORTER = new Reporter(CLIENT);

  private Reports() {}

  /**
   * @param service as Nacos writes it
   * @param instances {@code host:port} each
   */
  public static Report of(String service, String... instances) {
    return with(service, Map.of(), instances);
  }

  /** To one of several clients. */
  public static Report to(Reporter reporter, String service, String... instances) {
    return to(reporter, service, Map.of(), instances);
  }

  /**
   * @param warmUps what some say of their warm-up, by {@code host:port}
   */
  public static Report with(String service, Map<String, String> warmUps, String... instances) {
    return to(REPORTER, service, warmUps, instances);
  }

  static Report to(
      Reporter reporter, String service, Map<String, String> warmUps, String... instances) {
    Map<HostPort, String> said = new HashMap<>();
    warmUps.forEach((address, text) -> said.put(HostPort.parse(address), text));
    Map<HostPort, Kind> kinds = new LinkedHashMap<>();
    addresses(instances).forEach(at -> kinds.put(at, new Kind(at, "DEFAULT", null)));
    return new Report(reporter, ServiceName.parse(service), kinds, said);
  }

  /**
   * @param versions what the metadata of each says, by {@code host:port}
   */
  public static Report ofVersions(String service, Map<String, String> versions) {
    Map<HostPort, Kind> kinds = new HashMap<>();
    versions.forEach(
        (address, version) -> {
          HostPort at = HostPort.parse(address);
          kinds.put(at, new Kind(at, "DEFAULT", Map.of("version", version)));
        });
    return new Report(REPORTER, ServiceName.parse(service), kinds, Map.of());
  }

  static Set<HostPort> addresses(String... instances) {
    Set<HostPort> addresses = new LinkedHashSet<>();
    Arrays.stream(instances).map(HostPort::parse).forEach(addresses::add);
    return addresses;
  }
}
