package io.github.nacosgraceful.rollout;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * One connection of HTTP/2, by prior knowledge, which notes frame by frame what the server sends.
 * No library's client tells when a GOAWAY comes, and each makes something else of it.
 */
final class Http2Caller implements Closeable {

  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;

  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  /** In the table of RFC 7541: POST, http; and the names of authority and path. */
  private static final byte[] POST_HTTP = {(byte) 0x83, (byte) 0x86};

  /** From here on, a name takes a byte more. */
  private static final int PREFIX = 15;

  private static final int AUTHORITY = 1;
  private static final int PATH = 4;
  private static final int USER_AGENT = 58;

  private final String userAgent;
  private final Socket socket;
  private final OutputStream out;
  private final List<String> seen = new CopyOnWriteArrayList<>();
  private int lastStream = -1;

  Http2Caller(int port, String userAgent) throws IOException {
    this.userAgent = userAgent;
    socket = new Socket("127.0.0.1", port);
    // In one piece: Tomcat does not know half of it. It goes out with the first frame.
    out = new BufferedOutputStream(socket.getOutputStream());
    out.write("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(US_ASCII));
    send(SETTINGS, 0, 0, new byte[0]);
    Thread reader = new Thread(this::read, "http2-caller");
    reader.setDaemon(true);
    reader.start();
  }

  /**
   * Sends a request.
   *
   * @return its stream
   */
  int post(String path) throws IOException {
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    headers.write(POST_HTTP);
    write(headers, AUTHORITY, "127.0.0.1");
    write(headers, PATH, path);
    write(headers, USER_AGENT, userAgent);
    lastStream += 2;
    send(HEADERS, END_HEADERS | END_STREAM, lastStream, headers.toByteArray());
    return lastStream;
  }

  /** Sends a short request, and comes back when it was answered. */
  void callOnce() throws IOException {
    int stream = post("/nothing-is-here");
    await()
        .atMost(OneProvider.PATIENCE)
        .pollInterval(Duration.ofMillis(10))
        .until(() -> seen.contains("answer " + stream));
  }

  /**
   * In their order: {@code answer 1} for the end of an answer, {@code GOAWAY 7 0} with the last
   * stream and the error, {@code reset 1}, {@code end}.
   */
  List<String> seen() {
    return seen;
  }

  boolean isToldToGo() {
    return seen.stream().anyMatch(frame -> frame.startsWith("GOAWAY"));
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }

  /** A literal that no table remembers. */
  private static void write(ByteArrayOutputStream headers, int name, String value) {
    headers.write(Math.min(name, PREFIX));
    if (name >= PREFIX) {
      headers.write(name - PREFIX);
    }
    headers.write(value.length());
    headers.writeBytes(value.getBytes(US_ASCII));
  }

  private synchronized void send(int type, int flags, int stream, byte[] payload)
      throws IOException {
    ByteArrayOutputStream frame = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(frame);
    data.writeByte(0);
    data.writeShort(payload.length);
    data.writeByte(type);
    data.writeByte(flags);
    data.writeInt(stream);
    data.write(payload);
    out.write(frame.toByteArray());
    out.flush();
  }

  private void read() {
    try {
      DataInputStream in = new DataInputStream(socket.getInputStream());
      while (true) {
        int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
        int type = in.readUnsignedByte();
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        note(type, flags, stream, in.readNBytes(length));
      }
    } catch (IOException e) {
      seen.add("end");
    }
  }

  private void note(int type, int flags, int stream, byte[] payload) throws IOException {
    if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
      seen.add("answer " + stream);
    } else if (type == RST_STREAM) {
      seen.add("reset " + stream);
    } else if (type == GOAWAY) {
      ByteBuffer words = ByteBuffer.wrap(payload);
      seen.add("GOAWAY " + words.getInt() + " " + words.getInt());
    } else if ((type == SETTINGS || type == PING) && (flags & ACK) == 0) {
      send(type, ACK, 0, type == PING ? payload : new byte[0]);
    }
  }
}
