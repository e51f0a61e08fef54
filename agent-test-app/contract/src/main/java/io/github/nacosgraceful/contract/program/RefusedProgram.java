package io.github.nacosgraceful.contract.program;

import java.io.IOException;
import java.util.Collections;
import org.springframework.cloud.client.loadbalancer.LoadBalancerInterceptor;
import org.springframework.http.HttpEntity;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;
import reactor.netty.http.HttpProtocol;
import reactor.netty.http.client.HttpClient;

/**
 * Calls of RestTemplate over HTTP/2 through Spring Cloud LoadBalancer, where one of two instances
 * does not serve what comes after the first request of a connection. Its arguments say which client
 * is below, and the method. Prints for each way of not serving how many calls were answered and
 * failed, and how many requests were served and not.
 */
public final class RefusedProgram {

  private static final int CALLS = 8;

  private RefusedProgram() {}

  public static void main(String[] arguments) {
    Program.runAndExit(() -> run(arguments[0], HttpMethod.valueOf(arguments[1])));
  }

  private static void run(String client, HttpMethod method) throws Exception {
    NacosMemory nacos = new NacosMemory();
    CallingContext context = new CallingContext(new Discovery(nacos), Collections.emptyMap());
    RestTemplate template = new RestTemplate(requests(client));
    template.getInterceptors().add(context.bean(LoadBalancerInterceptor.class));
    Http2Peer serving = new Http2Peer(Http2Peer.Way.SERVES);
    for (Http2Peer.Way way : Http2Peer.Way.values()) {
      Http2Peer other = new Http2Peer(way);
      String service = way.name().toLowerCase().replace('_', '-');
      nacos.push(service, other.address(), serving.address());
      int answered = 0;
      for (int i = 0; i < CALLS; i++) {
        answered += isAnswered(template, method, "http://" + service + "/work") ? 1 : 0;
      }
      System.out.printf(
          "%s answered=%d failed=%d served=%d others=%d%n",
          service, answered, CALLS - answered, serving.served() + other.served(), other.others());
    }
  }

  private static boolean isAnswered(RestTemplate template, HttpMethod method, String url) {
    HttpEntity<?> body = method == HttpMethod.POST ? new HttpEntity<>("work") : null;
    try {
      return "served".equals(template.exchange(url, method, body, String.class).getBody());
    } catch (RuntimeException e) {
      return false; // Spring's, or Jetty's own
    }
  }

  private static ClientHttpRequestFactory requests(String client)
      throws ReflectiveOperationException, IOException {
    Class<?> factory =
        Class.forName("org.springframework.http.client." + client + "ClientHttpRequestFactory");
    if (client.equals("Jdk")) {
      return (ClientHttpRequestFactory) factory.getConstructor().newInstance();
    }
    if (client.equals("Reactor")) {
      return (ClientHttpRequestFactory)
          factory
              .getConstructor(HttpClient.class)
              .newInstance(HttpClient.create().protocol(HttpProtocol.H2C));
    }
    String http2 = "org.eclipse.jetty.http2.client.";
    Object knowing = Class.forName(http2 + "HTTP2Client").getConstructor().newInstance();
    Object transport =
        Class.forName(http2 + "transport.HttpClientTransportOverHTTP2")
            .getConstructor(knowing.getClass())
            .newInstance(knowing);
    Class<?> jetty = Class.forName("org.eclipse.jetty.client.HttpClient");
    Object over =
        jetty
            .getConstructor(Class.forName("org.eclipse.jetty.client.HttpClientTransport"))
            .newInstance(transport);
    jetty.getMethod("start").invoke(over);
    return (ClientHttpRequestFactory) factory.getConstructor(jetty).newInstance(over);
  }
}
