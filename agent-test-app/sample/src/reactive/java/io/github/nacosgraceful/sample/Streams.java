package io.github.nacosgraceful.sample;

import java.time.Duration;
import java.util.Collections;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.server.support.WebSocketHandlerAdapter;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/**
 * Answers that take long: one that ends, and two kinds that do not. Only with {@code
 * sample.streams}; as for WebFlux.
 */
@RestController
@ConditionalOnProperty("sample.streams")
class Streams {

  private static final int LINES = 20;
  private static final Duration GAP = Duration.ofMillis(100);

  /** Two seconds long. */
  @GetMapping("/download")
  Flux<String> download() {
    return Flux.interval(GAP).onBackpressureBuffer().take(LINES).map(number -> "line\n");
  }

  /** Until the client leaves. */
  @GetMapping(path = "/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<String> events() {
    return Flux.interval(GAP).onBackpressureDrop().map(number -> "event");
  }

  /** Ten seconds long, as of a language model. */
  @GetMapping(path = "/answer", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<String> answer() {
    return Flux.interval(GAP).onBackpressureBuffer().take(100).map(number -> "event");
  }

  /** Ends the JVM from a request. */
  @PostMapping("/exit")
  Mono<String> exit() {
    return Mono.fromCallable(
        () -> {
          System.exit(0);
          return "never";
        });
  }

  /** The same from a path that is no traffic. */
  @PostMapping("/actuator/exit")
  Mono<String> exitAside() {
    return exit();
  }

  /** The same on another thread than the server's. */
  @PostMapping("/exit-later")
  Mono<String> exitLater() {
    return exit().subscribeOn(Schedulers.single());
  }

  @Bean
  HandlerMapping socket() {
    WebSocketHandler handler = session -> session.receive().then();
    SimpleUrlHandlerMapping mapping = new SimpleUrlHandlerMapping();
    mapping.setUrlMap(Collections.singletonMap("/socket", handler));
    mapping.setOrder(-1);
    return mapping;
  }

  @Bean
  WebSocketHandlerAdapter socketAdapter() {
    return new WebSocketHandlerAdapter();
  }
}
