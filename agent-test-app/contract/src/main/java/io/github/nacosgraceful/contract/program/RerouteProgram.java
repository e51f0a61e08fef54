package io.github.nacosgraceful.contract.program;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cloud.client.loadbalancer.LoadBalancerInterceptor;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpRequestInterceptor;
import org.springframework.web.client.RestTemplate;

/**
 * Calls of blocking clients through Spring Cloud LoadBalancer, where some instances cannot be
 * called. Each case has a service of its own. Prints how many calls were answered and failed, how
 * many requests were served, and how many interceptors behind the balancer have seen.
 */
public final class RerouteProgram {

  private static final int CALLS = 8;
  private static final int BODY = 100_000;
  private static final String CLIENTS = "org.springframework.http.client.";

  private final NacosMemory nacos = new NacosMemory();
  private final Peers peers = new Peers();
  private final Object lifecycles = lifecycles();
  private final CallingContext context =
      lifecycles == null
          ? new CallingContext(new Discovery(nacos), Collections.emptyMap())
          : new CallingContext(new Discovery(nacos), Collections.emptyMap(), lifecycles);
  private final AtomicInteger behind = new AtomicInteger();
  private int services;

  private RerouteProgram() throws ReflectiveOperationException, IOException {}

  public static void main(String[] arguments) {
    try {
      run();
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1); // other threads go on
    }
    System.exit(0);
  }

  private static void run() throws Exception {
    RerouteProgram program = new RerouteProgram();
    program.cases("feign", program.feign());
    for (String factory : new String[] {"Simple", "HttpComponents", "Jdk", "OkHttp3"}) {
      ClientHttpRequestFactory requests = factory(factory);
      if (requests != null) {
        program.cases("resttemplate-" + factory, program.restTemplate(requests));
      }
    }
    program.audited();
  }

  private void cases(String name, Call call) throws IOException {
    run(name + "-refused", call, Peers::dead, peers::live);
    run(name + "-timeout", call, peers::deaf, peers::live);
    run(name + "-only", call, Peers::dead);
    run(name + "-both", call, Peers::dead, Peers::dead);
    run(name + "-cut", call, peers::rude, peers::rudeToo);
  }

  /** Two calls of each of several services: one of them is meant for the first instance. */
  private void run(String name, Call call, Peers.Peer... instances) throws IOException {
    int answered = 0;
    int refused = 0;
    int suppressed = 0;
    int others = 0;
    long begin = System.nanoTime();
    for (int i = 0; i < CALLS; i++) {
      String service = "orders-" + services;
      if (i % 2 == 0) {
        service = "orders-" + ++services;
        nacos.push(service, Peers.addresses(instances));
      }
      try {
        String answer = call.post("http://" + service + "/work", new byte[BODY]);
        answered += answer.equals("served") ? 1 : 0;
      } catch (Exception e) {
        Throwable root = e;
        while (root.getCause() != null && !isConnect(root)) {
          root = root.getCause();
        }
        if (isConnect(root)) {
          refused++;
        } else {
          others++;
        }
        suppressed += suppressed(e);
      }
    }
    System.out.printf(
        "%s answered=%d refused=%d others=%d suppressed=%d served=%d bytes=%d cut=%d behind=%d millis=%d %s%n",
        name,
        answered,
        refused,
        others,
        suppressed,
        peers.served(),
        peers.bytes(),
        peers.cut(),
        behind.getAndSet(0),
        TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin),
        lifecycles == null ? "starts=-1" : lifecycles);
  }

  private static boolean isConnect(Throwable thrown) {
    return thrown instanceof java.net.ConnectException
        || thrown.getClass().getSimpleName().endsWith("ConnectTimeoutException")
        || thrown instanceof java.net.SocketTimeoutException
            && thrown.getMessage().toLowerCase().startsWith("connect");
  }

  private static int suppressed(Throwable thrown) {
    int count = 0;
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      count += cause.getSuppressed().length;
    }
    return count > 0 ? 1 : 0;
  }

  /** One that is there when the answer is, and calls somebody who is not. */
  private void audited() throws IOException {
    RestTemplate audit = new RestTemplate();
    String dead = "http://" + Peers.dead() + "/audit";
    RestTemplate template = new RestTemplate();
    List<ClientHttpRequestInterceptor> interceptors = new ArrayList<>();
    interceptors.add(context.bean(LoadBalancerInterceptor.class));
    interceptors.add(
        (request, body, execution) -> {
          execution.execute(request, body);
          audit.postForObject(dead, "done", String.class);
          return null;
        });
    template.setInterceptors(interceptors);
    run(
        "audited",
        (url, body) -> template.postForObject(url, body, String.class),
        peers::live,
        peers::liveToo);
  }

  private Call restTemplate(ClientHttpRequestFactory requests) {
    RestTemplate template = new RestTemplate(requests);
    List<ClientHttpRequestInterceptor> interceptors = new ArrayList<>();
    interceptors.add((request, body, execution) -> execution.execute(request, body));
    interceptors.add(context.bean(LoadBalancerInterceptor.class));
    interceptors.add(
        (request, body, execution) -> {
          behind.incrementAndGet();
          return execution.execute(request, body);
        });
    template.setInterceptors(interceptors);
    return (url, body) -> template.postForObject(url, body, String.class);
  }

  /** Null where this version has none, or its library is not there. */
  private static ClientHttpRequestFactory factory(String name) {
    try {
      ClientHttpRequestFactory factory =
          (ClientHttpRequestFactory)
              Class.forName(CLIENTS + name + "ClientHttpRequestFactory")
                  .getDeclaredConstructor()
                  .newInstance();
      if (name.equals("Jdk")) {
        java.net.http.HttpClient client =
            java.net.http.HttpClient.newBuilder()
                .connectTimeout(java.time.Duration.ofMillis(300))
                .build();
        return (ClientHttpRequestFactory)
            factory.getClass().getConstructor(java.net.http.HttpClient.class).newInstance(client);
      }
      try {
        factory.getClass().getMethod("setConnectTimeout", int.class).invoke(factory, 300);
      } catch (NoSuchMethodException e) {
        factory
            .getClass()
            .getMethod("setConnectTimeout", java.time.Duration.class)
            .invoke(factory, java.time.Duration.ofMillis(300));
      }
      return factory;
    } catch (ReflectiveOperationException | LinkageError e) {
      return null;
    }
  }

  private Call feign() throws ReflectiveOperationException {
    Client below =
        new Client.Default(null, null) {
          @Override
          public Response execute(Request request, Request.Options options) throws IOException {
            behind.incrementAndGet();
            return super.execute(request, options);
          }
        };
    Client client =
        (Client)
            context.make(
                "org.springframework.cloud.openfeign.loadbalancer.FeignBlockingLoadBalancerClient",
                below);
    Request.Options options =
        new Request.Options(300, TimeUnit.MILLISECONDS, 5, TimeUnit.SECONDS, true);
    return (url, body) -> {
      Request request =
          Request.create(
              Request.HttpMethod.POST,
              url,
              Collections.emptyMap(),
              body,
              StandardCharsets.UTF_8,
              null);
      try (Response response = client.execute(request, options)) {
        byte[] answer = new byte[6];
        new java.io.DataInputStream(response.body().asInputStream()).readFully(answer);
        return new String(answer, StandardCharsets.UTF_8);
      }
    };
  }

  private static Object lifecycles() {
    try {
      return new Lifecycles();
    } catch (LinkageError before3) {
      return null;
    }
  }

  private interface Call {
    String post(String url, byte[] body) throws Exception;
  }
}
