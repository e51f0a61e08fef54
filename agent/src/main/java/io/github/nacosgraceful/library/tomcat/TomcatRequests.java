package io.github.nacosgraceful.library.tomcat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;

/**
 * Counts the requests that Tomcat serves. An asynchronous one counts from its first pass to the
 * pass after which it is no longer asynchronous. Tomcat never runs two passes of one request at a
 * time. Runs on Tomcat's threads.
 */
public final class TomcatRequests {

  private final Traffic traffic;
  private final IgnoredPaths ignored;

  public TomcatRequests(Traffic traffic, IgnoredPaths ignored) {
    this.traffic = traffic;
    this.ignored = ignored;
  }

  /** The first pass of a request. */
  public Handler onService() {
    return new Handler() {
      @Override
      public Object enter(Object adapter, Object request, Object response, Object c)
          throws Throwable {
        TomcatHandles tomcat = TomcatHandles.of(adapter);
        if (tomcat == null || isIgnored(tomcat, request)) {
          traffic.threadsAside().begin();
          return null;
        }
        traffic.begin();
        if (traffic.isClosing()) {
          tomcat.closeConnection(request, response);
          traffic.lateCalls().add(tomcat.pathText(request), tomcat.userAgent(request));
        }
        return tomcat;
      }

      @Override
      public void exit(Object tomcat, Object adapter, Object request) throws Throwable {
        endUnlessAsync(tomcat, request);
      }
    };
  }

  /** A later pass of an asynchronous request. */
  public Handler onAsync() {
    return new Handler() {
      @Override
      public Object enter(Object adapter, Object request, Object b, Object c) throws Throwable {
        TomcatHandles tomcat = TomcatHandles.of(adapter);
        if (tomcat == null || isIgnored(tomcat, request)) {
          traffic.threadsAside().begin();
          return null;
        }
        return tomcat.isAsync(request) ? tomcat : null;
      }

      @Override
      public void exit(Object tomcat, Object adapter, Object request) throws Throwable {
        endUnlessAsync(tomcat, request);
      }
    };
  }

  /** The head of a response is about to be sent; told again after it was. */
  public Handler onCommit() {
    return new Handler() {
      @Override
      public Object enter(Object response, Object contentType, Object b, Object c)
          throws Throwable {
        if (!Endless.isEventStream((String) contentType)) {
          return null;
        }
        TomcatHandles tomcat = TomcatHandles.of(response);
        if (tomcat != null
            && !tomcat.isCommitted(response)
            && !isIgnored(tomcat, tomcat.requestOf(response))) {
          traffic.begin(Endless.EVENT_STREAM, response);
        }
        return null;
      }
    };
  }

  /** A request of HTTP/2, whose connection serves several at a time. */
  public Handler onStream() {
    GoAways goAways = new GoAways(traffic);
    return new Handler() {
      @Override
      public Object enter(Object connection, Object stream, Object b, Object c) throws Throwable {
        if (goAways.isTime()) {
          goAways.begin(Http2Handles.of(connection), connection, stream);
        }
        return null;
      }
    };
  }

  /**
   * @param entered what enter gave: null if the request does not count
   */
  private void endUnlessAsync(Object entered, Object request) throws Throwable {
    TomcatHandles tomcat = (TomcatHandles) entered;
    if (tomcat == null) {
      traffic.threadsAside().end();
      return;
    }
    if (!tomcat.isAsync(request)) {
      if (traffic.has(Endless.EVENT_STREAM) && isEventStream(tomcat, request)) {
        traffic.end(Endless.EVENT_STREAM, tomcat.responseOf(request));
      }
      traffic.end();
    }
  }

  private static boolean isEventStream(TomcatHandles tomcat, Object request) throws Throwable {
    Object response = tomcat.responseOf(request);
    return Endless.isEventStream(tomcat.contentType(response)) && tomcat.isCommitted(response);
  }

  private boolean isIgnored(TomcatHandles tomcat, Object request) throws Throwable {
    Object path = tomcat.path(request);
    byte[] bytes = tomcat.buffer(path);
    return bytes != null && ignored.covers(bytes, tomcat.start(path), tomcat.length(path))
        || tomcat.isHealthCheck(request);
  }
}
