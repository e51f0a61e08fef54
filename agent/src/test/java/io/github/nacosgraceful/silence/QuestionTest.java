package io.github.nacosgraceful.silence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.instance.HostPort;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** With real connections. */
class QuestionTest {

  @Test
  void isAnsweredByWhoeverSaysAnything() throws Exception {
    try (ServerSocket server = server();
        Question question = Question.ask(at(server))) {
      try (Socket socket = accepted(server, question)) {
        List<String> lines = new ArrayList<>();
        BufferedReader reader =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = reader.readLine(); !line.isEmpty(); line = reader.readLine()) {
          lines.add(line);
        }
        assertThat(lines)
            .containsExactly(
                "OPTIONS * HTTP/1.1",
                "Host: " + at(server),
                "User-Agent: nacos-graceful-agent",
                "Connection: close");
        assertThat(question.answer()).isEqualTo(Question.Answer.NONE_YET);
        socket.getOutputStream().write("HTTP/1.1 400 \r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        await().until(() -> question.answer() == Question.Answer.SOME);
      }
    }
  }

  /** Its system accepts connections as long as there is room. */
  @Test
  void isNotAnsweredByWhoeverIsFrozen() throws Exception {
    try (ServerSocket server = server();
        Question question = Question.ask(at(server))) {
      for (int i = 0; i < 100; i++) {
        assertThat(question.answer()).isEqualTo(Question.Answer.NONE_YET);
      }
    }
  }

  @Test
  void seesThatItsConnectionIsClosed() throws Exception {
    try (ServerSocket server = server();
        Question question = Question.ask(at(server))) {
      accepted(server, question).close();
      await().until(() -> question.answer() == Question.Answer.CLOSED);
    }
  }

  @Test
  void seesThatNobodyIsThere() throws Exception {
    ServerSocket server = server();
    HostPort gone = at(server);
    server.close();
    try (Question question = Question.ask(gone)) {
      await().until(() -> question.answer() == Question.Answer.CLOSED);
    }
    try (Question question = Question.ask(HostPort.of("no such host", 80))) {
      assertThat(question.answer()).isEqualTo(Question.Answer.CLOSED);
    }
  }

  private static Socket accepted(ServerSocket server, Question question) throws Exception {
    Socket socket = server.accept();
    question.answer(); // which sends it
    return socket;
  }

  private static ServerSocket server() throws Exception {
    return new ServerSocket(0, 10, InetAddress.getByName("127.0.0.1"));
  }

  private static HostPort at(ServerSocket server) {
    return HostPort.of("127.0.0.1", server.getLocalPort());
  }
}
