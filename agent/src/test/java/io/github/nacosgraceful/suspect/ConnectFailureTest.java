package io.github.nacosgraceful.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ConnectFailureTest {

  @Test
  void isWhatNeverReachedTheOtherSide() {
    assertThat(ConnectFailure.isIn(new ConnectException("Connection refused"))).isTrue();
    assertThat(ConnectFailure.isIn(new SocketTimeoutException("connect timed out"))).isTrue();
    assertThat(ConnectFailure.isIn(new SocketTimeoutException("Connect timed out"))).isTrue();
    assertThat(ConnectFailure.isIn(new SocketTimeoutException("Connect Timeout"))).isTrue();
    assertThat(ConnectFailure.isIn(new UnknownHostException("gone"))).isTrue();
    assertThat(ConnectFailure.isIn(new HttpHostConnectTimeoutException())).isTrue();
    assertThat(ConnectFailure.isIn(new RuntimeException(new ConnectException("refused")))).isTrue();
  }

  @Test
  void isNotWhatFailedLater() {
    assertThat(ConnectFailure.isIn(new SocketTimeoutException("Read timed out"))).isFalse();
    assertThat(ConnectFailure.isIn(new SocketTimeoutException())).isFalse();
    assertThat(ConnectFailure.isIn(new SocketTimeoutException("Connection lost"))).isFalse();
    assertThat(ConnectFailure.isIn(new SocketException("Connection reset"))).isFalse();
    assertThat(ConnectFailure.isIn(new IOException("Premature EOF"))).isFalse();
  }

  @Test
  void isFoundInChainsThatGoInCircles() {
    Exception a = new Exception("a");
    Exception b = new Exception("b", a);
    a.initCause(b);
    assertThat(ConnectFailure.isIn(a)).isFalse();
  }

  /** Of Apache's client: related to no class of the JDK. */
  private static final class HttpHostConnectTimeoutException extends IOException {
    private static final long serialVersionUID = 1L;
  }
}
