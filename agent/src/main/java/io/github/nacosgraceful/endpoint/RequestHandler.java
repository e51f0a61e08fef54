package io.github.nacosgraceful.endpoint;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import io.github.nacosgraceful.log.Log;
import java.io.IOException;
import org.slf4j.Logger;

/** Refuses, or has answered, one request after the other. Runs on the {@link Workers}. */
final class RequestHandler implements HttpHandler {

  private static final Logger log = Log.get();

  /** What a port serves. */
  interface Routes {
    /** Takes as long as it has to. */
    Answer answer(String method, String path);
  }

  private final Workers workers;
  private final Routes routes;

  RequestHandler(Workers workers, Routes routes) {
    this.workers = workers;
    this.routes = routes;
  }

  @Override
  public void handle(HttpExchange request) throws IOException {
    try {
      Answer refusal = Refusals.of(request);
      send(request, refusal != null ? refusal : workers.unhurried(() -> answer(request)));
    } finally {
      request.close();
    }
  }

  private Answer answer(HttpExchange request) {
    try {
      return routes.answer(request.getRequestMethod(), request.getRequestURI().getPath());
    } catch (RuntimeException | Error e) {
      log.warn("the endpoint could not answer {}", request.getRequestURI().getPath(), e);
      return Answer.text(500, "the agent could not answer: " + e);
    }
  }

  private static void send(HttpExchange request, Answer answer) throws IOException {
    Headers headers = request.getResponseHeaders();
    headers.set("Content-Type", answer.type);
    headers.set("Cache-Control", "no-store");
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Content-Security-Policy", Page.POLICY);
    headers.set("Connection", "close"); // the next one is as good, and none is kept for nothing
    if (answer.status == 405) {
      headers.set("Allow", request.getRequestMethod().equals("POST") ? "GET" : "POST");
    }
    boolean head = request.getRequestMethod().equals("HEAD");
    request.sendResponseHeaders(answer.status, head ? -1 : answer.body.length);
    if (!head) {
      request.getResponseBody().write(answer.body);
      request.getResponseBody().flush(); // before the rest of a body is waited for
    }
  }
}
