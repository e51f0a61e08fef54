package io.github.nacosgraceful.reroute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import org.junit.jupiter.api.Test;

class UnsentTest {

  private static final HostPort ADDRESS = HostPort.parse("a:1");

  private final ConnectException refused = new ConnectException("Connection refused");

  @Test
  void knowsWhatACallOfThisThreadHasThrown() {
    Unsent.note(refused, ADDRESS, "request", false);
    Unsent unsent = Unsent.in(refused);
    assertThat(unsent.address()).isEqualTo(ADDRESS);
    assertThat(unsent.request()).isEqualTo(String.class.getName());
    assertThat(Unsent.in(refused)).as("asked once").isNull();
  }

  @Test
  void knowsItWhereALibraryBetweenHasWrappedIt() {
    Unsent.note(refused, ADDRESS, "request", false);
    assertThat(Unsent.in(new IllegalStateException(new IOException(refused)))).isNotNull();
  }

  /** Another call, which was made before or behind the one that was answered. */
  @Test
  void knowsNothingOfWhatOthersHaveThrown() {
    Unsent.note(refused, ADDRESS, "request", false);
    assertThat(Unsent.in(new ConnectException("Connection refused"))).isNull();
    assertThat(Unsent.in(refused)).as("the last one only").isNull();
  }

  @Test
  void endsWithACircleOfCauses() {
    IOException one = new IOException("one");
    one.initCause(new IOException("other", one));
    Unsent.note(refused, ADDRESS, "request", false);
    assertThat(Unsent.in(one)).isNull();
  }

  @Test
  void isOfOneThread() throws InterruptedException {
    Thread other = new Thread(() -> Unsent.note(refused, ADDRESS, "request", false));
    other.start();
    other.join();
    assertThat(Unsent.in(refused)).isNull();
  }
}
