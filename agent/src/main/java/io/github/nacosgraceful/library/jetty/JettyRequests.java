package io.github.nacosgraceful.library.jetty;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.GoodbyeHeader;
import io.github.nacosgraceful.traffic.HealthChecks;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;

/**
 * Counts the requests that Jetty serves, from when their head was read until the last byte of their
 * response is written, or cannot be. Runs on Jetty's threads.
 */
public final class JettyRequests {

  private final Traffic traffic;
  private final IgnoredPaths ignored;

  public JettyRequests(Traffic traffic, IgnoredPaths ignored) {
    this.traffic = traffic;
    this.ignored = ignored;
  }

  /** A request has come in. */
  public Handler onBegin() {
    return new Handler() {
      @Override
      public void exit(Object none, Object channel, Object a) throws Throwable {
        JettyHandles jetty = JettyChannels.of(channel);
        if (jetty == null || !isCounted(jetty, channel)) {
          traffic.threadsAside().begin();
        } else {
          traffic.threadsAside().end();
          traffic.begin();
          if (traffic.isClosing()) {
            jetty.closeConnection(channel);
            traffic.lateCalls().add(jetty.path(channel), jetty.userAgent(channel));
          }
        }
      }
    };
  }

  /** The head of a response is sent. */
  public Handler onCommit() {
    GoodbyeHeader goodbye = new GoodbyeHeader(traffic, AnswerHeaders.MEMBERS);
    return new Handler() {
      @Override
      public Object enter(Object fields, Object a, Object b, Object c) throws Throwable {
        goodbye.say(fields);
        return null;
      }

      @Override
      public void exit(Object none, Object channel, Object a) throws Throwable {
        JettyHandles jetty = JettyChannels.of(channel);
        if (jetty != null && isEventStream(jetty, channel) && isCounted(jetty, channel)) {
          traffic.begin(Endless.EVENT_STREAM, channel);
        }
      }
    };
  }

  /** A request is over. */
  public Handler onEnd() {
    return new Handler() {
      @Override
      public Object enter(Object channel, Object a, Object b, Object c) throws Throwable {
        JettyHandles jetty = JettyChannels.of(channel);
        if (jetty == null || !isCounted(jetty, channel)) {
          traffic.threadsAside().end();
        } else if (!jetty.isAborted(channel)) {
          end(jetty, channel);
        }
        return null;
      }
    };
  }

  /** The client of a request has left; the request may be over later or never. */
  public Handler onAbort() {
    return new Handler() {
      @Override
      public Object enter(Object channel, Object a, Object b, Object c) throws Throwable {
        JettyHandles jetty = JettyChannels.of(channel);
        if (jetty != null && isCounted(jetty, channel) && !jetty.isAborted(channel)) {
          jetty.abort(channel);
          end(jetty, channel);
        }
        return null;
      }
    };
  }

  /**
   * A request may turn its connection into one of HTTP/2, where it is nothing more, or is served by
   * another channel. Its own channel then has no request any more.
   */
  public Handler onUpgrade() {
    return new Handler() {
      @Override
      public Object enter(Object channel, Object a, Object b, Object c) throws Throwable {
        JettyHandles jetty = JettyChannels.of(channel);
        return jetty != null && isCounted(jetty, channel) ? jetty : null;
      }

      @Override
      public void exit(Object jetty, Object channel, Object a) throws Throwable {
        if (jetty != null && ((JettyHandles) jetty).path(channel) == null) {
          traffic.end();
        }
      }
    };
  }

  /** A request of HTTP/2, whose connection serves several at a time. */
  public Handler onStream() {
    GoAways goAways = new GoAways(traffic);
    return new Handler() {
      @Override
      public Object enter(Object request, Object headers, Object b, Object c) throws Throwable {
        if (goAways.isTime()) {
          goAways.begin(Http2Handles.of(request), request, headers);
        }
        return null;
      }
    };
  }

  private void end(JettyHandles jetty, Object channel) throws Throwable {
    if (traffic.has(Endless.EVENT_STREAM) && isEventStream(jetty, channel)) {
      traffic.end(Endless.EVENT_STREAM, channel);
    }
    traffic.end();
  }

  private boolean isCounted(JettyHandles jetty, Object channel) throws Throwable {
    String path = jetty.path(channel);
    return path != null && !ignored.covers(path) && !HealthChecks.send(jetty.userAgent(channel));
  }

  private static boolean isEventStream(JettyHandles jetty, Object channel) throws Throwable {
    return Endless.isEventStream(jetty.contentType(channel));
  }
}
