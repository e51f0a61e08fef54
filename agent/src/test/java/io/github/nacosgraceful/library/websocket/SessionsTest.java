package io.github.nacosgraceful.library.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.traffic.WebSockets;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.websocket.core.WebSocketCoreSession;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final int MANY = 10_000;

  private final WebSockets webSockets = new WebSockets();
  private final WebSocketSessions handler =
      new WebSocketSessions(webSockets, Bridge.point("test.websocket"));

  @Test
  void areCountedAsLongAsTheyAreOpen() throws Throwable {
    WebSocketCoreSession one = new WebSocketCoreSession();
    WebSocketCoreSession other = new WebSocketCoreSession() {}; // of a class that extends it
    handler.exit(null, one, null);
    handler.exit(null, other, null);
    assertThat(webSockets.open()).isEqualTo(2);
    one.abort();
    assertThat(webSockets.open()).isEqualTo(1);
    other.abort();
    assertThat(webSockets.open()).isZero();
  }

  /** A drain counts them each few milliseconds; to look a method up is to copy all of the class. */
  @Test
  void areAskedWithoutLookingTheirMethodUpForEach() throws Throwable {
    List<WebSocketCoreSession> sessions = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      sessions.add(new WebSocketCoreSession());
      handler.exit(null, sessions.get(i), null);
    }
    assertThat(webSockets.open()).isEqualTo(MANY);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getThreadAllocatedBytes(Thread.currentThread().getId());
    assertThat(webSockets.open()).isEqualTo(sessions.size());
    long bytes = threads.getThreadAllocatedBytes(Thread.currentThread().getId()) - before;
    assertThat(bytes / MANY).as("bytes for each").isLessThan(40);
  }
}
