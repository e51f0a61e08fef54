package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Tries whether an instance is there, by a connection to it. On a thread that may wait. */
public final class Connections {

  private static final int WITHIN_MILLIS = 1000;

  private Connections() {}

  /** Opens a connection and closes it: false if that fails, or takes longer than a second. */
  public static boolean accepts(HostPort address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host, address.port), WITHIN_MILLIS);
      return true;
    } catch (IOException | RuntimeException unreachable) {
      return false;
    }
  }
}
