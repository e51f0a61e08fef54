package io.github.nacosgraceful.reroute;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.Causes;
import java.lang.ref.WeakReference;

/**
 * What a thread's last call that nobody has served has thrown, and where it went: so that whoever
 * is thrown it further up knows that it comes from there. What a library between has thrown for
 * another reason, after an answer came, is something else.
 */
public final class Unsent {

  /** Only on threads whose calls have failed. */
  private static final ThreadLocal<Unsent> LAST = new ThreadLocal<>();

  private final WeakReference<Throwable> thrown;
  private final HostPort address;
  private final String request;
  private final boolean isConnected;

  private Unsent(Throwable thrown, HostPort address, String request, boolean isConnected) {
    this.thrown = new WeakReference<>(thrown);
    this.address = address;
    this.request = request;
    this.isConnected = isConnected;
  }

  /**
   * A call of this thread was not served at this address, and has thrown this.
   *
   * @param isConnected whether there was a connection, on which it was refused
   */
  public static void note(Throwable thrown, HostPort address, Object request, boolean isConnected) {
    LAST.set(new Unsent(thrown, address, request.getClass().getName(), isConnected));
  }

  /**
   * The call of this thread that has thrown this, or what caused it; null if the call behind this
   * may have been sent. Asked once.
   */
  public static Unsent in(Throwable thrown) {
    Unsent last = LAST.get();
    if (last == null) {
      return null;
    }
    LAST.remove();
    Throwable noted = last.thrown.get();
    for (Throwable cause : Causes.of(thrown)) {
      if (cause == noted) {
        return last;
      }
    }
    return null;
  }

  /** Where it went. */
  public HostPort address() {
    return address;
  }

  /** Whether there was a connection: its body may have been read for it. */
  public boolean isConnected() {
    return isConnected;
  }

  /** The class of the request. */
  public String request() {
    return request;
  }
}
