package io.github.nacosgraceful.sample;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.handler.TextWebSocketHandler;

/**
 * Answers that take long: one that ends, and two kinds that do not. Only with {@code
 * sample.streams}; as for servlets.
 */
@RestController
@EnableWebSocket
@ConditionalOnProperty("sample.streams")
class Streams implements WebSocketConfigurer {

  private static final int LINES = 20;
  private static final long GAP_MILLIS = 100;

  /** Two seconds long. */
  @GetMapping("/download")
  StreamingResponseBody download() {
    return out -> {
      for (int i = 0; i < LINES; i++) {
        out.write("line\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        pause();
      }
    };
  }

  /** Until the client leaves. */
  @GetMapping("/events")
  SseEmitter events() {
    return send(Integer.MAX_VALUE);
  }

  /** Ten seconds long, as of a language model. */
  @GetMapping("/answer")
  SseEmitter answer() {
    return send(100);
  }

  /** Ends the JVM from a request. */
  @PostMapping("/exit")
  void exit() {
    System.exit(0);
  }

  /** The same from a path that is no traffic. */
  @PostMapping("/actuator/exit")
  void exitAside() {
    System.exit(0);
  }

  /** The same on another thread than the server's. */
  @PostMapping("/exit-later")
  Callable<String> exitLater() {
    return () -> {
      System.exit(0);
      return "never";
    };
  }

  private static SseEmitter send(int events) {
    SseEmitter emitter = new SseEmitter(0L);
    Thread sender =
        new Thread(
            () -> {
              try {
                for (int i = 0; i < events; i++) {
                  emitter.send("event");
                  pause();
                }
                emitter.complete();
              } catch (IOException | IllegalStateException e) {
                emitter.completeWithError(e);
              }
            },
            "events");
    sender.setDaemon(true);
    sender.start();
    return emitter;
  }

  @Override
  public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
    registry.addHandler(new TextWebSocketHandler(), "/socket");
  }

  private static void pause() {
    try {
      Thread.sleep(GAP_MILLIS);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
