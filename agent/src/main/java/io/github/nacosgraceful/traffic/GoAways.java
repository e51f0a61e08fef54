package io.github.nacosgraceful.traffic;

import java.util.Collections;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * Says which connections of HTTP/2 are to get a GOAWAY: each once, with the first request that
 * begins on it while callers are told to close their connections. A server writes it as a mere
 * frame and serves on, whatever comes. Runs on the server's threads; connections are held weakly.
 *
 * <p>Some clients fail what is in flight on a connection that they are told to leave, and are not
 * told: Java's own up to Java 17 (JDK-8335181), often also what was answered just before; Jetty's
 * from 12.1 on, as it closes the connection when the first answer ends; Apache's asynchronous one
 * where it puts several calls on one connection.
 */
public final class GoAways {

  /** The highest there can be: what the caller has sent meanwhile is served as well. */
  public static final int LAST_STREAM = Integer.MAX_VALUE;

  /** What is off where a server lacks a member that writing the frame needs. */
  public static final String OFF = "GOAWAY is off";

  /** And what follows. */
  public static final String CONSEQUENCE = "Callers over HTTP/2 keep their connections";

  /** How those begin that lose calls by it. Which version or mode does, they do not always say. */
  private static final String[] LOSING = {"Java-http-client/", "Jetty/", "Apache-HttpAsyncClient/"};

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
    if (connection != null && !losesCalls(http2.userAgent(head)) && told.add(connection)) {
      http2.goAway(connection);
    }
  }

  private static boolean losesCalls(String userAgent) {
    if (userAgent != null) {
      for (String client : LOSING) {
        if (userAgent.startsWith(client)) {
          return true;
        }
      }
    }
    return false;
  }
}
