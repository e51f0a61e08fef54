package io.github.nacosgraceful.testbed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.testbed.Proxy.Mode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProxyTest {

  private static final int PATIENCE = 5_000;

  /** Long for loopback: what has not come by then does not come. */
  private static final int SILENCE = 300;

  private final EchoServer server = new EchoServer();
  private final Proxy proxy = new Proxy(server.port());

  @AfterEach
  void close() throws IOException {
    proxy.close();
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void passesOnBothPorts(int offset) throws IOException {
    try (Socket client = connect(offset)) {
      assertThat(echo(client, 'a')).isEqualTo('a');
      client.shutdownOutput();
      assertThat(client.getInputStream().read()).as("end of stream").isEqualTo(-1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1000})
  void refusesAndResetsAndComesBack(int offset) throws IOException {
    try (Socket client = connect(offset)) {
      assertThat(echo(client, 'a')).isEqualTo('a');
      proxy.mode(Mode.REFUSE);
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    assertThatThrownBy(() -> connect(offset)).isInstanceOf(ConnectException.class);
    proxy.mode(Mode.PASS);
    passesOnBothPorts(offset);
  }

  @Test
  void swallowsWhatIsSentWhereItHangs() throws IOException {
    try (Socket before = connect(0)) {
      assertThat(echo(before, 'a')).isEqualTo('a');
      proxy.mode(Mode.HANG);
      try (Socket during = connect(0)) {
        assertSilent(before, 'b');
        assertSilent(during, 'c');
        proxy.mode(Mode.PASS);
        assertThat(read(during)).isEqualTo('c');
        before.getOutputStream().write('d');
        assertThatThrownBy(() -> read(before)).isInstanceOf(SocketException.class);
      }
    }
  }

  /** Whatever else was sent. */
  @Test
  void letsAClosedConnectionBeSeenWhereItHangs() throws IOException {
    try (Socket client = connect(0)) {
      assertThat(echo(client, 'a')).isEqualTo('a');
      proxy.mode(Mode.HANG);
      assertSilent(client, 'b');
      client.shutdownOutput(); // the echo server closes too
      assertThat(read(client)).isEqualTo(-1);
    }
  }

  @Test
  void holdsOldAndNewConnectionsWhereItDrops() throws IOException {
    try (Socket before = connect(0)) {
      assertThat(echo(before, 'a')).isEqualTo('a');
      proxy.mode(Mode.DROP);
      try (Socket during = connect(0)) {
        assertSilent(before, 'b');
        assertSilent(during, 'c');
        proxy.mode(Mode.PASS);
        assertThat(read(before)).isEqualTo('b');
        assertThat(read(during)).isEqualTo('c');
      }
    }
  }

  @Test
  void aDroppingNetworkHidesThatTheOtherSideHasClosed() throws IOException {
    try (Socket client = connect(0)) {
      assertThat(echo(client, 'a')).isEqualTo('a');
      proxy.mode(Mode.DROP);
      client.shutdownOutput(); // the echo server would close too, if it knew
      assertThatThrownBy(() -> read(client, SILENCE)).isInstanceOf(SocketTimeoutException.class);
      proxy.mode(Mode.PASS);
      assertThat(read(client)).isEqualTo(-1);
    }
  }

  @Test
  void cutsWhatThereIsAndAcceptsAnew() throws IOException {
    try (Socket client = connect(1000)) {
      assertThat(echo(client, 'a')).isEqualTo('a');
      assertThat(proxy.grpcConnections()).isEqualTo(1);
      proxy.cut();
      assertThatThrownBy(() -> client.getInputStream().read()).isInstanceOf(SocketException.class);
      assertThat(proxy.grpcConnections()).isZero();
    }
    passesOnBothPorts(1000);
  }

  @ParameterizedTest
  @ValueSource(ints = {403, 410, 500})
  void answersRequestsWithAStatus(int status) throws Exception {
    proxy.answer(status);
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < 3; i++) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://" + proxy.address() + "/nacos"))
              .timeout(Duration.ofMillis(PATIENCE))
              .PUT(BodyPublishers.ofString("beat"))
              .build();
      assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(status);
    }
    passesOnBothPorts(1000);
    proxy.mode(Mode.PASS);
    passesOnBothPorts(0);
  }

  @Test
  void delaysWhatTheClientSends() throws IOException {
    proxy.delay(Duration.ofMillis(SILENCE));
    try (Socket client = connect(0)) {
      long begin = System.nanoTime();
      assertThat(echo(client, 'a')).isEqualTo('a');
      assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(290));
    }
  }

  private Socket connect(int offset) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), proxy.port() + offset);
    socket.setSoTimeout(PATIENCE);
    return socket;
  }

  private static int echo(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
    return read(socket);
  }

  private static void assertSilent(Socket socket, int value) throws IOException {
    socket.getOutputStream().write(value);
    assertThatThrownBy(() -> read(socket, SILENCE)).isInstanceOf(SocketTimeoutException.class);
  }

  private static int read(Socket socket) throws IOException {
    return read(socket, PATIENCE);
  }

  private static int read(Socket socket, int millis) throws IOException {
    socket.setSoTimeout(millis);
    return socket.getInputStream().read();
  }
}
