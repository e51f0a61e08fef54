package io.github.nacosgraceful.doctor.fact;

import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;

/** What becomes of a connection to a port. */
public enum Reach {
  OPEN("accepts connections"),
  REFUSED("refuses connections: nothing listens there"),
  SILENT("does not answer: the host is gone, or something in between drops packets");

  private static final int WITHIN_MILLIS = 2000;

  public final String text;

  Reach(String text) {
    this.text = text;
  }

  /** Takes two seconds at most. */
  public static Reach of(HostPort at) {
    try (Socket socket = new Socket(Proxy.NO_PROXY)) {
      socket.connect(new InetSocketAddress(at.host, at.port), WITHIN_MILLIS);
      return OPEN;
    } catch (ConnectException e) {
      return String.valueOf(e.getMessage()).contains("refused") ? REFUSED : SILENT;
    } catch (IOException | IllegalArgumentException e) {
      return SILENT;
    }
  }
}
