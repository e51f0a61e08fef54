package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.status.Facts;
import io.github.nacosgraceful.status.Measures;
import io.github.nacosgraceful.status.Metrics;
import io.github.nacosgraceful.status.Status;
import java.util.concurrent.Semaphore;

/** What the endpoint serves at {@code admin.port}. */
final class OwnRoutes implements RequestHandler.Routes {

  private static final String GET = "GET";
  private static final String POST = "POST";

  /** Changes wait for each other; threads must be left for requests that only read. */
  private static final int CHANGES_AT_ONCE = 2;

  private final Facts facts;
  private final Status status;
  private final Changes changes;
  private final Metrics metrics;
  private final Semaphore changing = new Semaphore(CHANGES_AT_ONCE);

  OwnRoutes(Facts facts, Status status, Changes changes) {
    this.facts = facts;
    this.status = status;
    this.changes = changes;
    this.metrics = new Metrics(new Measures(facts));
  }

  @Override
  public Answer answer(String method, String path) {
    switch (path) {
      case "/status":
        return method.equals(GET) ? Answer.json(200, status.json()) : notAllowed(GET);
      case "/readiness":
        return method.equals(GET) ? readiness() : notAllowed(GET);
      case "/metrics":
        return method.equals(GET) ? Answer.metrics(metrics.text()) : notAllowed(GET);
      case "/offline":
        return method.equals(POST) ? change(false) : notAllowed(POST);
      case "/online":
        return method.equals(POST) ? change(true) : notAllowed(POST);
      default:
        return page(method, Page.at(path));
    }
  }

  private static Answer page(String method, Answer file) {
    if (file == null) {
      return Answer.text(404, "there is /, /status, /readiness, /metrics, POST /offline, /online");
    }
    return method.equals(GET) ? file : notAllowed(GET);
  }

  private Answer readiness() {
    boolean ready = facts.readiness().isReady();
    return Answer.text(ready ? 200 : 503, facts.readiness().text());
  }

  private Answer change(boolean online) {
    if (!changing.tryAcquire()) {
      return Answer.text(503, "two changes are under way already");
    }
    try {
      Outcome outcome = online ? changes.online() : changes.offline();
      return Answer.json(200, changes.json(outcome));
    } finally {
      changing.release();
    }
  }

  private static Answer notAllowed(String allowed) {
    return Answer.text(405, "only " + allowed + " is answered here");
  }
}
