package io.github.nacosgraceful.contract.program;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An instance on this host that speaks HTTP/2 without TLS, to those who know and to those who ask
 * for it. It serves the first request of each connection, and does to the others what it is told.
 */
final class Http2Peer {

  /** What becomes of a request. */
  enum Way {
    SERVES,

    /** RST_STREAM with REFUSED_STREAM: nothing of it was served. */
    REFUSES,

    /** RST_STREAM with INTERNAL_ERROR: it may have been. */
    RESETS,

    /** GOAWAY that names the request before as the last one: nothing of it was served. */
    LEAVES_BEFORE,

    /** GOAWAY that names this one as the last, and no answer to it: it may have been served. */
    LEAVES_AFTER
  }

  private static final String HOST = "127.0.0.1";
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int END_STREAM = 1;
  private static final int ACK = 1;
  private static final int END_HEADERS = 4;
  private static final int INTERNAL_ERROR = 2;
  private static final int REFUSED_STREAM = 7;
  private static final int STATUS_200 = 0x88;

  private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getByName(HOST));
  private final Way way;
  private final AtomicInteger served = new AtomicInteger();
  private final AtomicInteger others = new AtomicInteger();

  Http2Peer(Way way) throws IOException {
    this.way = way;
    inBackground(this::accept);
  }

  String address() {
    return HOST + ":" + server.getLocalPort();
  }

  /** How many requests were served since it was last asked. */
  int served() {
    return served.getAndSet(0);
  }

  /** How many were not. */
  int others() {
    return others.getAndSet(0);
  }

  private static void inBackground(Runnable work) {
    Thread thread = new Thread(work);
    thread.setDaemon(true);
    thread.start();
  }

  private void accept() {
    while (true) {
      try {
        Socket connection = server.accept();
        inBackground(() -> serve(connection));
      } catch (IOException e) {
        return;
      }
    }
  }

  private void serve(Socket connection) {
    try (Socket closed = connection) {
      new Connection(closed).serve();
    } catch (IOException ended) {
      // by the client
    }
  }

  private final class Connection {

    private final Socket socket;
    private final DataInputStream in;
    private final DataOutputStream out;
    private int requests;

    Connection(Socket socket) throws IOException {
      this.socket = socket;
      in = new DataInputStream(new java.io.BufferedInputStream(socket.getInputStream()));
      out = new DataOutputStream(new java.io.BufferedOutputStream(socket.getOutputStream()));
    }

    void serve() throws IOException {
      String head = head();
      boolean upgrades = !head.startsWith("PRI ");
      if (upgrades && !head.contains("Upgrade: h2c")) {
        return; // it only asks whether anybody is there
      }
      if (upgrades) {
        in.readFully(new byte[contentLength(head)]);
        text("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n");
      }
      frame(SETTINGS, 0, 0);
      out.flush();
      if (upgrades) {
        answer(1);
        head();
      }
      in.readFully(new byte["SM\r\n\r\n".length()]);
      while (frame()) {
        out.flush();
      }
      out.flush();
      socket.shutdownOutput();
      while (in.read() >= 0) {
        // whoever is told of the end ends it
      }
    }

    /** Up to the empty line: of HTTP/1.1, or the first part of the preface. */
    private String head() throws IOException {
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.readUnsignedByte());
      }
      return head.toString();
    }

    private int contentLength(String head) {
      for (String line : head.split("\r\n")) {
        if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
          return Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
        }
      }
      return 0;
    }

    /** Returns whether the connection goes on. */
    private boolean frame() throws IOException {
      int length = in.readUnsignedByte() << 16 | in.readUnsignedShort();
      int type = in.readUnsignedByte();
      int flags = in.readUnsignedByte();
      int stream = in.readInt();
      byte[] payload = new byte[length];
      in.readFully(payload);
      if (type == SETTINGS && (flags & ACK) == 0) {
        frame(SETTINGS, ACK, 0);
      } else if (type == PING && (flags & ACK) == 0) {
        frame(PING, ACK, 0, payload);
      } else if ((type == HEADERS || type == DATA) && (flags & END_STREAM) != 0) {
        return request(stream);
      }
      return true;
    }

    private boolean request(int stream) throws IOException {
      if (requests == 0 || way == Way.SERVES) {
        answer(stream);
        return true;
      }
      others.incrementAndGet();
      switch (way) {
        case REFUSES:
          frame(RST_STREAM, 0, stream, number(REFUSED_STREAM));
          return true;
        case RESETS:
          frame(RST_STREAM, 0, stream, number(INTERNAL_ERROR));
          return true;
        default:
          int last = way == Way.LEAVES_AFTER ? stream : stream - 2;
          frame(GOAWAY, 0, 0, number(last), number(0));
          return false;
      }
    }

    private void answer(int stream) throws IOException {
      requests++;
      served.incrementAndGet();
      frame(HEADERS, END_HEADERS, stream, new byte[] {(byte) STATUS_200});
      frame(DATA, END_STREAM, stream, "served".getBytes(StandardCharsets.US_ASCII));
    }

    private void frame(int type, int flags, int stream, byte[]... payload) throws IOException {
      int length = 0;
      for (byte[] part : payload) {
        length += part.length;
      }
      out.writeByte(length >> 16);
      out.writeShort(length);
      out.writeByte(type);
      out.writeByte(flags);
      out.writeInt(stream);
      for (byte[] part : payload) {
        out.write(part);
      }
    }

    private void text(String text) throws IOException {
      out.write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private byte[] number(int number) {
      return java.nio.ByteBuffer.allocate(4).putInt(number).array();
    }
  }
}
