package io.github.nacosgraceful.dubbo;

import io.github.nacosgraceful.testbed.Jars;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A provider and a consumer, and the versions that they run on.
 *
 * @param name for people and directories
 * @param coordinates what the class path is resolved from
 * @param programs the beginning of the class names of provider and consumer
 * @param url what both are told about Nacos; with the address and the namespace to be filled in
 * @param services the names under which Nacos knows an instance
 * @param options of the provider's and the consumer's JVM
 * @param providerOptions of the provider's JVM alone
 */
record Software(
    String name,
    List<String> coordinates,
    String programs,
    String url,
    List<String> services,
    List<String> options,
    List<String> providerOptions) {

  private static final String PACKAGE = "io.github.nacosgraceful.dubbo.program.";
  private static final List<String> INTERFACES =
      Stream.of("Orders", "Prices", "Stock")
          .map(type -> "providers:" + PACKAGE + type + "::")
          .toList();

  /** Dubbo 2.7: one service in Nacos for each interface. */
  static Software dubbo27(String nacosClient) {
    return dubbo(
        "2.7.23",
        nacosClient,
        "interface",
        INTERFACES,
        // Javassist defines classes by reflection, and Hessian looks into BigInteger.
        List.of(
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/java.math=ALL-UNNAMED"));
  }

  /**
   * @param mode what the provider registers: {@code interface}, {@code instance} for the
   *     application, or {@code all}
   */
  static Software dubbo33(String mode) {
    List<String> services = new ArrayList<>(mode.equals("instance") ? List.of() : INTERFACES);
    if (!mode.equals("interface")) {
      services.add("shop");
    }
    return dubbo(
        "3.3.6",
        "2.5.1",
        mode,
        services,
        List.of(
            "-Ddubbo.application.register-mode=" + mode,
            "-Ddubbo.application.service-discovery.migration="
                + (mode.equals("interface") ? "FORCE_INTERFACE" : "FORCE_APPLICATION")));
  }

  /** Streams of triple, which Dubbo 2.7 does not have. */
  static Software triple(String version) {
    return new Software(
        "triple-" + version,
        List.of(
            "org.slf4j:slf4j-simple:1.7.36",
            "org.apache.dubbo:dubbo:" + version,
            "com.alibaba.nacos:nacos-client:2.5.1",
            // Dubbo before 3.3 takes it for granted.
            "com.google.protobuf:protobuf-java:3.25.8"),
        PACKAGE + "Triple",
        "nacos://%s?namespace=%s",
        List.of("providers:" + PACKAGE + "Watches::"),
        List.of(
            "-Ddubbo.application.register-mode=interface",
            "-Ddubbo.application.service-discovery.migration=FORCE_INTERFACE"),
        // Since 3.3 it is not offered without.
        List.of("-Ddubbo.tri.builtin.service.init=true"));
  }

  private static Software dubbo(
      String version, String client, String mode, List<String> services, List<String> options) {
    return new Software(
        "dubbo-%s-%s-%s".formatted(version, mode, client),
        List.of(
            "org.slf4j:slf4j-simple:1.7.36",
            "org.apache.dubbo:dubbo:" + version,
            "com.alibaba.nacos:nacos-client:" + client,
            // Dubbo 2.7 takes it for granted, and the Nacos client brings it until 2.0 only.
            "com.google.guava:guava:33.2.1-jre"),
        PACKAGE + "Dubbo",
        "nacos://%s?namespace=%s",
        services,
        options,
        List.of());
  }

  /** The same with an option for the providers, in directories of its own. */
  Software withProviders(String suffix, String option) {
    return new Software(
        name + "-" + suffix,
        coordinates,
        programs,
        url,
        services,
        options,
        Stream.concat(providerOptions.stream(), Stream.of(option)).toList());
  }

  /** The same with an option for provider and consumer. */
  Software with(String option) {
    return new Software(
        name,
        coordinates,
        programs,
        url,
        services,
        Stream.concat(options.stream(), Stream.of(option)).toList(),
        providerOptions);
  }

  /** Registered and followed by hand, without any framework. */
  static Software grpc(String nacosClient) {
    return grpc("grpc-" + nacosClient, nacosClient, "1.68.1");
  }

  /** The same on another version of grpc-java. */
  static Software grpc(String name, String nacosClient, String version) {
    return new Software(
        name,
        List.of(
            "org.slf4j:slf4j-simple:1.7.36",
            "io.grpc:grpc-netty-shaded:" + version,
            "io.grpc:grpc-stub:" + version,
            "com.alibaba.nacos:nacos-client:" + nacosClient),
        PACKAGE + "Grpc",
        "%s %s",
        List.of("orders"),
        List.of(),
        List.of());
  }

  /** The programs first; without Logback, so that everything goes to the standard error. */
  String classPath() {
    return Stream.concat(
            Stream.of(System.getProperty("programs")),
            Jars.of(coordinates).stream().map(Path::toString))
        .filter(jar -> !jar.contains("logback"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  /** The arguments of both that tell them about Nacos. */
  List<String> nacos(String address, String namespace) {
    return List.of(url.formatted(address, namespace).split(" "));
  }
}
