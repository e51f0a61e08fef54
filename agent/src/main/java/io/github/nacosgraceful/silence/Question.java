package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/**
 * Asks an instance whether it is there, over a connection of its own: {@code OPTIONS *} is what
 * HTTP has as a ping, and is about no resource. Whoever runs answers with something, if only that
 * it wants TLS or HTTP/2; whoever is frozen does not, though its system accepts connections. Never
 * waits, but for the name of a host.
 */
class Question implements Closeable {

  enum Answer {
    NONE_YET,
    SOME,
    /** The connection is closed, or was never made. */
    CLOSED
  }

  private static final int ENOUGH = 64;

  private SocketChannel channel;
  private ByteBuffer request;

  /** For {@link #ask}, and for tests. */
  Question() {}

  static Question ask(HostPort address) {
    Question question = new Question();
    question.request =
        ByteBuffer.wrap(
            ("OPTIONS * HTTP/1.1\r\nHost: "
                    + address
                    + "\r\nUser-Agent: nacos-graceful-agent\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
    try {
      question.channel = SocketChannel.open();
      question.channel.configureBlocking(false);
      question.channel.connect(new InetSocketAddress(address.host, address.port));
    } catch (IOException | RuntimeException unreachable) {
      question.close();
    }
    return question;
  }

  /** What has come so far. */
  Answer answer() {
    try {
      if (channel == null || !channel.isOpen()) {
        return Answer.CLOSED;
      }
      if (!channel.finishConnect()) {
        return Answer.NONE_YET;
      }
      while (request.hasRemaining() && channel.write(request) > 0) {
        // a hundred bytes: once is enough
      }
      int read = channel.read(ByteBuffer.allocate(ENOUGH));
      return read > 0 ? Answer.SOME : read < 0 ? Answer.CLOSED : Answer.NONE_YET;
    } catch (IOException | RuntimeException broken) {
      return Answer.CLOSED;
    }
  }

  @Override
  public void close() {
    if (channel != null) {
      try {
        channel.close();
      } catch (IOException closed) {
        // as was meant
      }
    }
  }
}
