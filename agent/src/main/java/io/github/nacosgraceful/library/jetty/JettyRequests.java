package io.github.nacosgraceful.library.jetty;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;

/**
 * Counts the requests that Jetty serves, from when their head was read until the last byte of their
 * response is written, or cannot be. Runs on Jetty's threads.
 */
public final class JettyRequests {

  private final Traffic traffic;
  private final IgnoredPaths ignored;
  private final Members<JettyHandles> handles =
      new Members<>(JettyHandles::of, "jetty is off", "The drain does not see its requests");

  public JettyRequests(Traffic traffic, IgnoredPaths ignored) {
    this.traffic = traffic;
    this.ignored = ignored;
  }

  /** The handler of a request that has come in. */
  public Handler begins() {
    return new Handler() {
      @Override
      public void exit(Object none, Object channel, Object a) throws Throwable {
        JettyHandles jetty = handles.get(channel.getClass());
        if (jetty != null && isCounted(jetty, channel)) {
          traffic.begin();
          if (traffic.isClosing()) {
            jetty.closeConnection(channel);
          }
        }
      }
    };
  }

  /** The handler of a response whose head is sent. */
  public Handler commits() {
    return new Handler() {
      @Override
      public void exit(Object none, Object channel, Object a) throws Throwable {
        JettyHandles jetty = handles.get(channel.getClass());
        if (jetty != null && isEventStream(jetty, channel) && isCounted(jetty, channel)) {
          traffic.begin(Endless.EVENT_STREAM);
        }
      }
    };
  }

  /** The handler of a request that is over. */
  public Handler ends() {
    return new Handler() {
      @Override
      public Object enter(Object channel, Object a, Object b, Object c) throws Throwable {
        JettyHandles jetty = handles.get(channel.getClass());
        if (jetty != null && isCounted(jetty, channel) && !jetty.isAborted(channel)) {
          end(jetty, channel);
        }
        return null;
      }
    };
  }

  /** The handler of a request whose client has left, and that may be over later or never. */
  public Handler aborts() {
    return new Handler() {
      @Override
      public Object enter(Object channel, Object a, Object b, Object c) throws Throwable {
        JettyHandles jetty = handles.get(channel.getClass());
        if (jetty != null && isCounted(jetty, channel) && !jetty.isAborted(channel)) {
          jetty.abort(channel);
          end(jetty, channel);
        }
        return null;
      }
    };
  }

  /**
   * The handler of a request that may turn its connection into one of HTTP/2, where it is nothing
   * more, or is served by another channel. Its own one has then no request any more.
   */
  public Handler upgrades() {
    return new Handler() {
      @Override
      public Object enter(Object channel, Object a, Object b, Object c) throws Throwable {
        JettyHandles jetty = handles.get(channel.getClass());
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

  /** The handler of what HTTP/2 has more: connections that serve several requests at a time. */
  public Handler http2() {
    return new Http2Connections(new GoAways(traffic));
  }

  private void end(JettyHandles jetty, Object channel) throws Throwable {
    if (traffic.has(Endless.EVENT_STREAM) && isEventStream(jetty, channel)) {
      traffic.end(Endless.EVENT_STREAM);
    }
    traffic.end();
  }

  private boolean isCounted(JettyHandles jetty, Object channel) throws Throwable {
    String path = jetty.path(channel);
    return path != null && !ignored.covers(path);
  }

  private static boolean isEventStream(JettyHandles jetty, Object channel) throws Throwable {
    return Endless.isEventStream(jetty.contentType(channel));
  }
}
