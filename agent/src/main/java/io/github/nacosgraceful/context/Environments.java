package io.github.nacosgraceful.context;

import io.github.nacosgraceful.log.Log;
import org.slf4j.Logger;

/** What the environment of a Spring context says. Any thread. */
public final class Environments {

  private static final Logger log = Log.get();

  private Environments() {}

  /** A property; null if there is none, or it cannot be read. */
  public static String property(Object context, String name) {
    try {
      Object environment =
          Class.forName(
                  "org.springframework.core.env.EnvironmentCapable",
                  false,
                  context.getClass().getClassLoader())
              .getMethod("getEnvironment")
              .invoke(context);
      return (String)
          Class.forName(
                  "org.springframework.core.env.PropertyResolver",
                  false,
                  context.getClass().getClassLoader())
              .getMethod("getProperty", String.class)
              .invoke(environment, name);
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      log.debug("{} of {} cannot be read", name, context.getClass().getName(), e);
      return null;
    }
  }
}
