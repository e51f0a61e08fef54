package io.github.nacosgraceful.contract.program;

import feign.Client;
import feign.Request;
import feign.Response;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cloud.client.loadbalancer.LoadBalancerInterceptor;
import org.springframework.cloud.netflix.ribbon.SpringClientFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.web.client.RestTemplate;

/**
 * Calls through Ribbon, where one of two instances refuses: RestTemplate, and Feign, with the
 * default options and with timeouts of its own. Prints how many were answered, and how many
 * attempts there were.
 */
public final class RibbonRerouteProgram {

  private static final int CALLS = 8;
  private static final String RIBBON = "org.springframework.cloud.netflix.ribbon.";
  private static final String FEIGN = "org.springframework.cloud.openfeign.ribbon.";

  private final NacosMemory nacos = new NacosMemory();
  private final Peers peers = new Peers();
  private final AtomicInteger attempts = new AtomicInteger();
  private final AnnotationConfigApplicationContext context =
      new AnnotationConfigApplicationContext();
  private int services;

  private RibbonRerouteProgram() throws ReflectiveOperationException, IOException {
    RibbonServersOfClient.nacos = nacos;
    context.registerBean(RibbonServers.class);
    for (String configuration :
        new String[] {
          RIBBON + "RibbonAutoConfiguration",
          "org.springframework.cloud.client.loadbalancer.LoadBalancerAutoConfiguration"
        }) {
      context.registerBean(configuration, Class.forName(configuration));
    }
    context.refresh();
  }

  public static void main(String[] arguments) {
    try {
      RibbonRerouteProgram program = new RibbonRerouteProgram();
      program.run("resttemplate", program.restTemplate());
      Field defaults =
          Class.forName(FEIGN + "LoadBalancerFeignClient").getDeclaredField("DEFAULT_OPTIONS");
      defaults.setAccessible(true);
      program.run("feign", program.feign((Request.Options) defaults.get(null)));
      program.run(
          "feign-timeouts",
          program.feign(new Request.Options(1, TimeUnit.SECONDS, 5, TimeUnit.SECONDS, true)));
    } catch (Throwable e) {
      e.printStackTrace();
      System.exit(1); // other threads go on
    }
    System.exit(0);
  }

  /** Two calls of each of several services: one of them is meant for the first instance. */
  private void run(String name, Call call) throws IOException {
    int answered = 0;
    for (int i = 0; i < CALLS; i++) {
      if (i % 2 == 0) {
        nacos.push("orders-" + ++services, Peers.dead(), peers.live());
      }
      try {
        call.post("http://orders-" + services + "/work", new byte[1000]);
        answered++;
      } catch (Exception e) {
        // not answered
      }
    }
    System.out.printf(
        "%s answered=%d served=%d attempts=%d%n",
        name, answered, peers.served(), attempts.getAndSet(0));
  }

  private Call restTemplate() {
    RestTemplate template = new RestTemplate();
    template.getInterceptors().add(context.getBean(LoadBalancerInterceptor.class));
    template
        .getInterceptors()
        .add(
            (request, body, execution) -> {
              attempts.incrementAndGet();
              return execution.execute(request, body);
            });
    return (url, body) -> template.postForObject(url, body, String.class);
  }

  private Call feign(Request.Options options) throws ReflectiveOperationException {
    Client below =
        new Client.Default(null, null) {
          @Override
          public Response execute(Request request, Request.Options options) throws IOException {
            attempts.incrementAndGet();
            return super.execute(request, options);
          }
        };
    SpringClientFactory factory = context.getBean(SpringClientFactory.class);
    Class<?> balancers = Class.forName(FEIGN + "CachingSpringLoadBalancerFactory");
    Client client =
        (Client)
            Class.forName(FEIGN + "LoadBalancerFeignClient")
                .getConstructor(Client.class, balancers, SpringClientFactory.class)
                .newInstance(
                    below,
                    balancers.getConstructor(SpringClientFactory.class).newInstance(factory),
                    factory);
    return (url, body) ->
        client
            .execute(
                Request.create(
                    Request.HttpMethod.POST, url, Collections.emptyMap(), body, null, null),
                options)
            .close();
  }

  private interface Call {
    void post(String url, byte[] body) throws Exception;
  }
}
