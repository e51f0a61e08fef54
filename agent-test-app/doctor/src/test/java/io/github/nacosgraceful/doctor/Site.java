package io.github.nacosgraceful.doctor;

import io.github.nacosgraceful.testbed.Cluster;
import io.github.nacosgraceful.testbed.NacosNode;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;

/** Servers, and what their console would do to them. */
record Site(Cluster cluster) {

  private static final HttpClient HTTP = HttpClient.newHttpClient();

  String version() {
    return cluster.version();
  }

  String addresses() {
    return cluster.addresses();
  }

  NacosNode node() {
    return cluster.nodes().get(0);
  }

  boolean is3() {
    return version().startsWith("3.");
  }

  /** Puts an instance online or offline by hand, or gives it another weight. */
  void update(String service, int port, boolean ephemeral, String what) throws Exception {
    put(
        is3() ? "/v3/admin/ns/instance" : "/v1/ns/instance",
        "%s&ip=127.0.0.1&port=%d&ephemeral=%s&%s".formatted(name(service), port, ephemeral, what));
  }

  void set(String toggle, boolean on) throws Exception {
    put(
        is3() ? "/v3/admin/ns/ops/switches" : "/v1/ns/operator/switches",
        // Of this node alone: a server 2 that stands alone says ok to the other, and does nothing.
        "entry=%s&value=%s&debug=true".formatted(toggle, on));
  }

  void protect(String service, double threshold) throws Exception {
    put(
        is3() ? "/v3/admin/ns/service" : "/v1/ns/service",
        name(service) + "&protectThreshold=" + threshold);
  }

  /** As who has neither client nor beats. */
  void register(String service, int port) throws Exception {
    send(
        "POST",
        "/v1/ns/instance?serviceName=%s&ip=127.0.0.1&port=%d"
            .formatted(encoded(Client.GROUP + "@@" + service), port));
  }

  private String name(String service) {
    return is3()
        ? "namespaceId=public&groupName=%s&serviceName=%s".formatted(Client.GROUP, service)
        : "namespaceId=public&serviceName=" + encoded(Client.GROUP + "@@" + service);
  }

  private void put(String path, String parameters) throws IOException, InterruptedException {
    send("PUT", path + "?" + parameters);
  }

  private void send(String method, String path) throws IOException, InterruptedException {
    URI uri = URI.create("http://" + node().address() + "/nacos" + path);
    HttpResponse<String> answer =
        HTTP.send(
            HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new IOException(uri + ": " + answer.statusCode() + " " + answer.body());
    }
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
