package io.github.nacosgraceful.endpoint;

import java.nio.charset.StandardCharsets;

/** What the endpoint answers. Immutable. */
final class Answer {

  final int status;
  final String type;
  final byte[] body;

  private Answer(int status, String type, byte[] body) {
    this.status = status;
    this.type = type;
    this.body = body;
  }

  private Answer(int status, String type, String body) {
    this(status, type, body.getBytes(StandardCharsets.UTF_8));
  }

  static Answer json(int status, String json) {
    return new Answer(status, "application/json", json);
  }

  /** In UTF-8. */
  static Answer file(String type, byte[] content) {
    return new Answer(200, type + "; charset=utf-8", content);
  }

  /** In the format of Prometheus. */
  static Answer metrics(String text) {
    return new Answer(200, "text/plain; version=0.0.4; charset=utf-8", text);
  }

  /** One line for people. */
  static Answer text(int status, String line) {
    return new Answer(status, "text/plain; charset=utf-8", line + "\n");
  }
}
