package io.github.nacosgraceful.sample;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The service that is called. It registers as {@code provider} and needs {@code --server.port} and
 * {@code --spring.cloud.nacos.discovery.server-addr}.
 *
 * <p>No component scan, here and in {@link Consumer}: it would find the other application.
 */
@SpringBootConfiguration
@EnableAutoConfiguration
@Import({Provider.Work.class, Close.class, Cold.class, Ready.class, Refresh.class, Streams.class})
public class Provider {

  public static void main(String[] args) {
    new SpringApplicationBuilder(Provider.class)
        .properties("spring.application.name=provider", "spring.cloud.nacos.discovery.ip=127.0.0.1")
        .run(args);
  }

  /** Takes a while, then says which instance it was. */
  @RestController
  static class Work implements DisposableBean {

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Duration length;
    private final Cold cold;
    private final Environment environment;

    Work(@Value("${sample.work:20ms}") Duration length, Cold cold, Environment environment) {
      this.length = length;
      this.cold = cold;
      this.environment = environment;
    }

    /** Also at the path that callers send to: gateways pass it on as it is. */
    @PostMapping({"/work", "/call"})
    String work() throws InterruptedException {
      cold.work();
      Thread.sleep(length.toMillis());
      return port();
    }

    /** For who warms it up. */
    @GetMapping("/work")
    String workToo() throws InterruptedException {
      return work();
    }

    /** The same without a thread that waits: asynchronous in a servlet container. */
    @PostMapping("/work-async")
    CompletableFuture<String> workAsync() {
      CompletableFuture<String> answer = new CompletableFuture<>();
      timer.schedule(() -> answer.complete(port()), length.toMillis(), TimeUnit.MILLISECONDS);
      return answer;
    }

    /** At once, which instance it was. */
    @PostMapping("/port")
    String portToo() {
      return port();
    }

    /** At once, on which thread. */
    @PostMapping("/thread")
    String thread() {
      return Thread.currentThread().toString();
    }

    private String port() {
      return environment.getProperty("local.server.port");
    }

    @Override
    public void destroy() {
      timer.shutdown();
    }
  }
}
