package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.testbed.Jars;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Versions of what calls through Spring Cloud LoadBalancer, which were used together. */
record RerouteVersions(
    Following balancer, String openFeign, String feign, String http, String netty) {

  static Stream<RerouteVersions> all() {
    return Following.versions()
        .filter(versions -> !versions.isIn("[2.2.0.RELEASE]"))
        .map(
            versions ->
                new RerouteVersions(
                    versions,
                    Map.of(
                            "2.2.9.RELEASE", "2.2.9.RELEASE",
                            "3.1.9", "3.1.5",
                            "4.3.3", "4.3.0",
                            "5.0.2", "5.0.0")
                        .get(versions.loadBalancer()),
                    Map.of("2.2.9.RELEASE", "10.12", "3.1.9", "11.10")
                        .getOrDefault(versions.loadBalancer(), "13.6"),
                    versions.isIn("[2,4)")
                        ? "org.apache.httpcomponents:httpclient:4.5.14"
                        : "org.apache.httpcomponents.client5:httpclient5:5.5.1",
                    "io.projectreactor.netty:"
                        + Map.of(
                                "2.2.9.RELEASE", "reactor-netty:0.9.25.RELEASE",
                                "3.1.9", "reactor-netty-http:1.0.48",
                                "4.3.3", "reactor-netty-http:1.2.18",
                                "5.0.2", "reactor-netty-http:1.3.0")
                            .get(versions.loadBalancer())));
  }

  /**
   * @param more coordinates of what is beside them
   */
  Fork fork(String... more) {
    List<String> clients =
        List.of(
            "org.springframework.cloud:spring-cloud-openfeign-core:" + openFeign,
            "io.github.openfeign:feign-core:" + feign,
            http,
            netty);
    return new Fork(
        Jars.of(
            Stream.of(balancer.coordinates(), clients, List.of(more))
                .flatMap(List::stream)
                .toList()));
  }

  @Override
  public String toString() {
    return balancer + ", OpenFeign " + openFeign;
  }
}
