package io.github.nacosgraceful.tomcat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import io.github.nacosgraceful.traffic.Traffic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Counts the requests that Tomcat serves. An asynchronous one counts from its first pass to the
 * pass after which it is no longer asynchronous. Tomcat never runs two passes of one request at a
 * time. Runs on Tomcat's threads.
 */
public final class TomcatRequests {

  private static final Logger log = LoggerFactory.getLogger(TomcatRequests.class);

  private final Traffic traffic;
  private final IgnoredPaths ignored;
  private final ClassValue<TomcatHandles> handles =
      new ClassValue<TomcatHandles>() {
        @Override
        protected TomcatHandles computeValue(Class<?> adapter) {
          return resolve(adapter.getClassLoader());
        }
      };

  public TomcatRequests(Traffic traffic, IgnoredPaths ignored) {
    this.traffic = traffic;
    this.ignored = ignored;
  }

  /** The handler of a request's first pass. */
  public Handler firstPass() {
    return new Handler() {
      @Override
      public Object enter(Object adapter, Object request, Object b, Object c) throws Throwable {
        TomcatHandles tomcat = handles.get(adapter.getClass());
        if (tomcat == null || isIgnored(tomcat, request)) {
          return null;
        }
        traffic.begin();
        return tomcat;
      }

      @Override
      public void exit(Object tomcat, Object adapter, Object request) throws Throwable {
        endUnlessAsync(tomcat, request);
      }
    };
  }

  /** The handler of its later passes. */
  public Handler laterPasses() {
    return new Handler() {
      @Override
      public Object enter(Object adapter, Object request, Object b, Object c) throws Throwable {
        TomcatHandles tomcat = handles.get(adapter.getClass());
        return tomcat == null || isIgnored(tomcat, request) || !tomcat.isAsync(request)
            ? null
            : tomcat;
      }

      @Override
      public void exit(Object tomcat, Object adapter, Object request) throws Throwable {
        endUnlessAsync(tomcat, request);
      }
    };
  }

  /**
   * @param tomcat what enter gave: null if the request does not count
   */
  private void endUnlessAsync(Object tomcat, Object request) throws Throwable {
    if (tomcat != null && !((TomcatHandles) tomcat).isAsync(request)) {
      traffic.end();
    }
  }

  private boolean isIgnored(TomcatHandles tomcat, Object request) throws Throwable {
    Object path = tomcat.path(request);
    byte[] bytes = tomcat.buffer(path);
    return bytes != null && ignored.covers(bytes, tomcat.start(path), tomcat.length(path));
  }

  private static TomcatHandles resolve(ClassLoader loader) {
    try {
      return new TomcatHandles(loader);
    } catch (ReflectiveOperationException | LinkageError e) {
      log.warn(
          "tomcat is off in {}: {} is missing. The drain does not see its requests; see"
              + " docs/supported-versions.md",
          loader,
          e.getMessage());
      return null;
    }
  }
}
