package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GoAwaysTest {

  private final Traffic traffic = new Traffic();
  private final GoAways goAways = new GoAways(traffic);
  private final List<Object> told = new ArrayList<>();

  /** A request is named by its connection, and its head by who sent it. */
  private final Http2 http2 =
      new Http2() {
        @Override
        public Object connection(Object request) {
          return request.equals("HTTP/1") ? null : request;
        }

        @Override
        public String userAgent(Object head) {
          return (String) head;
        }

        @Override
        public void goAway(Object connection) {
          told.add(connection);
        }
      };

  @Test
  void tellNobodyBeforeItIsTime() throws Throwable {
    goAways.begin(http2, "one", "curl");
    assertThat(told).isEmpty();

    traffic.close();
    goAways.begin(http2, "one", "curl");
    assertThat(told).containsExactly("one");
  }

  @Test
  void tellEachConnectionOnce() throws Throwable {
    traffic.close();
    goAways.begin(http2, "one", null);
    goAways.begin(http2, "one", null);
    goAways.begin(http2, "another", null);
    assertThat(told).containsExactly("one", "another");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Java-http-client/17.0.15",
        "Jetty/12.1.14",
        "Apache-HttpAsyncClient/5.6.4 (Java/17.0.15)"
      })
  void neverTellClientsThatLoseCallsByIt(String client) throws Throwable {
    traffic.close();
    goAways.begin(http2, "one", client);
    goAways.begin(http2, "another", "ReactorNetty/1.2.11");
    assertThat(told).containsExactly("another");
  }

  @Test
  void tellNobodyAfterCallersMayStayAgain() throws Throwable {
    traffic.close();
    traffic.reopen();
    assertThat(goAways.isTime()).isFalse();
    goAways.begin(http2, "one", "curl");
    assertThat(told).isEmpty();
  }

  @Test
  void leaveAloneWhatIsNotOfHttp2AndServersThatLackAMember() throws Throwable {
    traffic.close();
    goAways.begin(http2, "HTTP/1", "curl");
    goAways.begin(null, "one", "curl");
    assertThat(told).isEmpty();
  }
}
