package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.status.Facts;

/**
 * Ports and paths that many deployments have in their preStop lines and probes already, from
 * another agent. There, offline is a GET, and what is not ready is a 500.
 */
final class Compat {

  static final int OFFLINE_PORT = 54199;
  static final int READINESS_PORT = 55199;

  private final Facts facts;
  private final Changes changes;

  Compat(Facts facts, Changes changes) {
    this.facts = facts;
    this.changes = changes;
  }

  RequestHandler.Routes offline() {
    return (method, path) ->
        path.equals("/offline") && method.equals("GET")
            ? Answer.json(200, changes.json(changes.offline()))
            : Answer.text(404, "there is GET /offline");
  }

  RequestHandler.Routes readiness() {
    return (method, path) ->
        path.equals("/readiness") && method.equals("GET")
            ? Answer.text(facts.readiness().isReady() ? 200 : 500, facts.state().toString())
            : Answer.text(404, "there is GET /readiness");
  }
}
