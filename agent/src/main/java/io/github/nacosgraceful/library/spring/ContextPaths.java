package io.github.nacosgraceful.library.spring;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Environments;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import org.slf4j.Logger;

/**
 * Below which paths a Spring application, and its management, is: the paths that are no traffic are
 * none there either. Asked when a context begins to come up, before its server takes requests, so
 * no request begins as traffic and ends as none. Runs on the thread that refreshes the context.
 */
final class ContextPaths {

  private static final Logger log = Log.get();

  private static final String SERVLET_CONTEXT = "server.servlet.context-path";
  private static final String DISPATCHER = "spring.mvc.servlet.path";

  /** Of Spring Boot 2.1 to 4, in whatever spelling; each may be below none of the others. */
  private static final String[] ROOTS = {
    "spring.webflux.base-path",
    "management.server.base-path",
    "management.server.servlet.context-path",
  };

  /**
   * Of probes at paths of their own, from 2.6 on: {@code server:/ready} or {@code management:…}.
   */
  private static final String[] PROBES = {
    "management.endpoint.health.group.readiness.additional-path",
    "management.endpoint.health.group.liveness.additional-path",
  };

  /** Another name of the health endpoint: a path of its own where the actuator is at the root. */
  private static final String HEALTH = "management.endpoints.web.path-mapping.health";

  private static final String ACTUATOR = "management.endpoints.web.base-path";

  private final IgnoredPaths ignored;

  ContextPaths(IgnoredPaths ignored) {
    this.ignored = ignored;
  }

  /** The same as a handler of refreshes, and this before it. */
  Handler before(Handler refresh) {
    return new Handler() {
      @Override
      public Object enter(Object context, Object a, Object b, Object c) throws Throwable {
        Object entered = refresh.enter(context, a, b, c);
        learn(context);
        return entered;
      }

      @Override
      public void exit(Object entered, Object context, Object a) throws Throwable {
        refresh.exit(entered, context, a);
      }
    };
  }

  private void learn(Object context) {
    String actuator = Environments.property(context, ACTUATOR);
    ignored.add(actuator);
    if ("/".equals(actuator)) {
      ignored.add(Environments.property(context, HEALTH));
    }
    for (String probe : PROBES) {
      String path = Environments.property(context, probe);
      ignored.add(path == null ? null : path.substring(path.indexOf(':') + 1));
    }
    for (String root : ROOTS) {
      ignored.below(Environments.property(context, root));
    }
    String path = Environments.property(context, SERVLET_CONTEXT);
    learn(path == null ? pathOfWebApplication(context) : path, context);
  }

  private void learn(String path, Object context) {
    String dispatcher = Environments.property(context, DISPATCHER);
    ignored.below(path);
    if (dispatcher != null) {
      ignored.below(
          (path == null ? "" : path) + (dispatcher.startsWith("/") ? "" : "/") + dispatcher);
    }
  }

  /** Of a war, whose container knows it; null if this is none. */
  private static String pathOfWebApplication(Object context) {
    if (!Reflection.has(context, "servletContext")) {
      return null;
    }
    try {
      Object application = Reflection.get(context, "servletContext");
      return application == null ? null : (String) Reflection.call(application, "getContextPath");
    } catch (ReflectiveOperationException | RuntimeException e) {
      log.debug("the path of a web application is not known: {}", Reason.of(e));
      return null;
    }
  }
}
