package io.github.nacosgraceful.tomcat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.hook.Members;
import io.github.nacosgraceful.traffic.Traffic;
import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Tells callers over HTTP/2 that they should close their connection, with the first request that
 * they begin while callers are told. What is in flight goes on. Runs on Tomcat's threads;
 * connections are held weakly.
 *
 * <p>Java's own client is not told: up to Java 17 it fails what is in flight on a connection that
 * it is told to leave (JDK-8335181), and often what was answered just before.
 */
final class Http2Connections extends Handler {

  private static final String JAVAS_OWN = "Java-http-client/";

  private final Traffic traffic;
  private final Set<Object> told =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));
  private final Members<Http2Handles> handles =
      new Members<>(
          type -> new Http2Handles(type.getClassLoader()),
          "GOAWAY is off",
          "Callers over HTTP/2 keep their connections");

  Http2Connections(Traffic traffic) {
    this.traffic = traffic;
  }

  @Override
  public Object enter(Object connection, Object stream, Object b, Object c) throws Throwable {
    if (traffic.isClosing()) {
      Http2Handles http2 = handles.get(connection.getClass());
      if (http2 != null && !isJavasOwn(http2.userAgent(stream)) && told.add(connection)) {
        http2.goAway(connection);
      }
    }
    return null;
  }

  private static boolean isJavasOwn(String userAgent) {
    return userAgent != null && userAgent.startsWith(JAVAS_OWN);
  }
}
