package io.github.nacosgraceful.reroute;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** By what the clients of the contract throw, word for word. */
class NeverSentTest {

  private static final HostPort CALLED = HostPort.of("10.0.0.1", 8080);
  private static final String URL_CONNECTION = "sun.net.www.protocol.http.HttpURLConnection";

  @Test
  void isCertainWhereTheCalledAddressIsNamed() throws Throwable {
    assertThat(isCertain(new ConnectException("Connection refused: /10.0.0.1:8080"))).isTrue();
    assertThat(isCertain(new UnknownHostException("10.0.0.1: Name or service not known"))).isTrue();
  }

  /** A redirect was followed: the call was answered before. */
  @Test
  void isNotWhereAnotherAddressIs() throws Throwable {
    ConnectException elsewhere = new ConnectException("Failed to connect to /10.0.0.2:8080");
    assertThat(NeverSent.isAt(CALLED, elsewhere)).isFalse();
    assertThat(isCertain(elsewhere)).isFalse();
    assertThat(isCertain(new UnknownHostException("elsewhere"))).isFalse();
  }

  @Test
  void isCertainOfTheFirstAttemptOfUrlConnection() throws Throwable {
    assertThat(isCertain(thrownIn(URL_CONNECTION, "plainConnect0"))).isTrue();
  }

  @Test
  void isNotWhereUrlConnectionHasSentItBefore() throws Throwable {
    ConnectException again = thrownIn("sun.net.www.http.HttpClient", "parseHTTPHeader");
    again.setStackTrace(
        new StackTraceElement[] {
          again.getStackTrace()[0], new StackTraceElement(URL_CONNECTION, "getInputStream0", "", 1)
        });
    assertThat(isCertain(again)).isFalse();
    assertThat(NeverSent.isAt(CALLED, again)).isTrue();
  }

  @Test
  void isNotWhereUrlConnectionFollowsARedirect() throws Throwable {
    ConnectException elsewhere = thrownIn(URL_CONNECTION, "followRedirect0");
    assertThat(isCertain(elsewhere)).isFalse();
    assertThat(NeverSent.isAt(CALLED, elsewhere)).as("it has answered").isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"unexpected end of stream", "Connection reset"})
  void isNotWhereOkHttpHasSentItBefore(String before) throws Throwable {
    ConnectException last = new ConnectException("Failed to connect to /10.0.0.1:8080");
    last.addSuppressed(new ConnectException("Failed to connect to /10.0.0.1:8080"));
    assertThat(isCertain(last)).as("it has only tried to connect").isTrue();
    last.addSuppressed(new IOException(before));
    assertThat(isCertain(last)).isFalse();
  }

  @Test
  void isNeverOfAnOkHttpThatDoesNotSay() throws Throwable {
    ConnectException last = thrownIn("okhttp3.RealCall", "getResponseWithInterceptorChain");
    assertThat(isCertain(last)).isFalse();
  }

  @Test
  void asksAboutTheClientWhereTheFailureShowsNothing() throws Throwable {
    Throwable bare = new SocketTimeoutException("Connect timed out");
    assertThat(NeverSent.isCertain(CALLED, bare, () -> true)).isTrue();
    assertThat(isCertain(bare)).isFalse();
  }

  private static boolean isCertain(Throwable thrown) throws Throwable {
    return NeverSent.isCertain(CALLED, thrown, () -> false);
  }

  private static ConnectException thrownIn(String type, String method) {
    ConnectException thrown = new ConnectException("Connection refused");
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement(type, method, "Some.java", 1)});
    return thrown;
  }
}
