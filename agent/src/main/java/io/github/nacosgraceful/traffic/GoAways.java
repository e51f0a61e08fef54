package io.github.nacosgraceful.traffic;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Says which connections of HTTP/2 are to get a GOAWAY: each once, with the first request that
 * begins on it while callers are told to close their connections. A server writes it as a mere
 * frame and serves on, whatever comes. Runs on the server's threads; connections are held weakly.
 *
 * <p>Java's own client is not told: up to Java 17 it fails what is in flight on a connection that
 * it is told to leave (JDK-8335181), and often what was answered just before.
 */
public final class GoAways {

  /** The highest there can be: what the caller has sent meanwhile is served as well. */
  public static final int LAST_STREAM = Integer.MAX_VALUE;

  /** What is off where a server lacks a member that writing the frame needs. */
  public static final String OFF = "GOAWAY is off";

  /** And what follows. */
  public static final String CONSEQUENCE = "Callers over HTTP/2 keep their connections";

  private static final String JAVAS_OWN = "Java-http-client/";

  private final Traffic traffic;
  private final Set<Object> told =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  public GoAways(Traffic traffic) {
    this.traffic = traffic;
  }

  /** Whether any connection is to get one: one read. */
  public boolean isTime() {
    return traffic.isClosing();
  }

  /**
   * A request begins, which need not be one of HTTP/2: its connection gets the frame if it is to.
   *
   * @param http2 null where this version of the server lacks a member
   * @param request by which its connection is found
   * @param head by which its sender is
   */
  public void begin(Http2 http2, Object request, Object head) throws Throwable {
    if (http2 == null || !isTime()) {
      return;
    }
    Object connection = http2.connection(request);
    if (connection != null && !isJavasOwn(http2.userAgent(head)) && told.add(connection)) {
      http2.goAway(connection);
    }
  }

  private static boolean isJavasOwn(String userAgent) {
    return userAgent != null && userAgent.startsWith(JAVAS_OWN);
  }
}
