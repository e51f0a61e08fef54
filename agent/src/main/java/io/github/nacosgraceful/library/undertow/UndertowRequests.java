package io.github.nacosgraceful.library.undertow;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import io.github.nacosgraceful.traffic.HealthChecks;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;

/**
 * Counts the exchanges that Undertow serves, from the first handler until request and response are
 * both over. Undertow hands an exchange to a handler each time it changes threads, even when it is
 * over already, so what counts is marked. Runs on Undertow's threads, of which one at a time has an
 * exchange.
 */
public final class UndertowRequests {

  /** What is attached to an exchange that counts, or counted. */
  private enum Mark {
    IN_FLIGHT,
    ENDLESS,
    OVER
  }

  private final Traffic traffic;
  private final IgnoredPaths ignored;
  private final GoAways goAways;

  public UndertowRequests(Traffic traffic, IgnoredPaths ignored) {
    this.traffic = traffic;
    this.ignored = ignored;
    this.goAways = new GoAways(traffic);
  }

  /** An exchange goes to a handler, not always for the first time. */
  public Handler onBegin() {
    return new Handler() {
      @Override
      public Object enter(Object exchange, Object a, Object b, Object c) throws Throwable {
        UndertowHandles undertow = UndertowHandles.of(exchange);
        boolean known = undertow != null && undertow.attachment(exchange) != null;
        if (!known && (undertow == null || isIgnored(undertow, exchange))) {
          traffic.threadsAside().begin();
          return null;
        }
        traffic.threadsAside().end();
        if (!known) {
          undertow.attach(exchange, Mark.IN_FLIGHT);
          traffic.begin();
          if (traffic.isClosing()) {
            undertow.closeConnection(exchange);
            traffic.lateCalls().add(undertow.uri(exchange), undertow.userAgent(exchange));
            goAways.begin(Http2Handles.of(exchange), exchange, exchange);
          }
        }
        return null;
      }
    };
  }

  /** A GOAWAY of HTTP/2 is asked whether it is the last frame. */
  public Handler onGoAway() {
    return new LastFrame();
  }

  /** The head of a response is sent. */
  public Handler onCommit() {
    GoodbyeHeader goodbye = new GoodbyeHeader(traffic, AnswerHeaders.MEMBERS);
    return new Handler() {
      @Override
      public Object enter(Object exchange, Object a, Object b, Object c) throws Throwable {
        goodbye.say(exchange);
        UndertowHandles undertow = UndertowHandles.of(exchange);
        if (undertow != null
            && Endless.isEventStream(undertow.contentType(exchange))
            && undertow.attachment(exchange) == Mark.IN_FLIGHT) {
          undertow.attach(exchange, Mark.ENDLESS);
          traffic.begin(Endless.EVENT_STREAM, exchange);
        }
        return null;
      }
    };
  }

  /** An exchange is over; may be told more than once. */
  public Handler onEnd() {
    return new Handler() {
      @Override
      public Object enter(Object exchange, Object a, Object b, Object c) throws Throwable {
        UndertowHandles undertow = UndertowHandles.of(exchange);
        Object mark = undertow == null ? null : undertow.attachment(exchange);
        if (mark == null) {
          traffic.threadsAside().end();
        } else if (mark != Mark.OVER) {
          undertow.attach(exchange, Mark.OVER);
          if (mark == Mark.ENDLESS) {
            traffic.end(Endless.EVENT_STREAM, exchange);
          }
          traffic.end();
        }
        return null;
      }
    };
  }

  private boolean isIgnored(UndertowHandles undertow, Object exchange) throws Throwable {
    return ignored.covers(undertow.uri(exchange))
        || HealthChecks.send(undertow.userAgent(exchange));
  }
}
