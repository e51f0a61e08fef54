package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Finds out whether suspects accept connections again: after 1 s, 2 s, 4 s … 30 s, and at once when
 * Nacos says something new of their service; and whether an instance that left a call without an
 * answer still does. One daemon thread, which ends when there is nothing left to find out.
 */
final class Prober {

  private static final int CONNECT_MILLIS = 1000;
  private static final int MOST_DOUBTS = 256;

  private final Map<HostPort, Suspect> suspects;
  private final Map<HostPort, Doubt> doubts = new ConcurrentHashMap<>();
  private final Consumer<Suspect> isBack;
  private final Consumer<HostPort> isGone;
  private Thread thread;
  private boolean changed;

  /**
   * @param suspects by address; shared with those who add to it
   * @param isBack told of each that was removed because it accepted a connection
   * @param isGone told of each in doubt that did not
   */
  Prober(Map<HostPort, Suspect> suspects, Consumer<Suspect> isBack, Consumer<HostPort> isGone) {
    this.suspects = suspects;
    this.isBack = isBack;
    this.isGone = isGone;
  }

  /** Looks at this instance now and again within a second. Any thread; never waits. */
  void doubt(HostPort address) {
    if (doubts.size() < MOST_DOUBTS
        && !doubts.containsKey(address)
        && doubts.putIfAbsent(address, new Doubt(address, System.nanoTime())) == null) {
      wake();
    }
  }

  /** There is a new suspect, or one that may be checked earlier. Any thread; never waits. */
  synchronized void wake() {
    changed = true;
    if (thread == null) {
      thread = new Thread(this::work, "nacos-graceful-suspects");
      thread.setDaemon(true);
      thread.setContextClassLoader(null); // else it would be the application's
      thread.start();
    } else {
      notifyAll();
    }
  }

  private void work() {
    try {
      do {
        doubts.values().forEach(this::look);
        suspects.values().forEach(this::check);
      } while (awaitNext());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that: end
      end();
    }
  }

  /**
   * @return false when there is nothing left to check: the thread ends
   */
  private synchronized boolean awaitNext() throws InterruptedException {
    while (!changed) {
      long now = System.nanoTime();
      if (suspects.isEmpty() && doubts.isEmpty()) {
        thread = null;
        return false;
      }
      long next =
          LongStream.concat(
                  doubts.values().stream().mapToLong(Doubt::lookAt),
                  suspects.values().stream().mapToLong(Suspect::checkAt))
              .map(at -> at - now)
              .min()
              .orElse(0);
      if (next <= 0) {
        break;
      }
      TimeUnit.NANOSECONDS.timedWait(this, next);
    }
    changed = false;
    return true;
  }

  private synchronized void end() {
    thread = null;
  }

  private void look(Doubt doubt) {
    if (!doubt.isDue(System.nanoTime())) {
      return;
    }
    if (!accepts(doubt.address)) {
      doubts.remove(doubt.address);
      isGone.accept(doubt.address);
    } else if (doubt.wasLast(System.nanoTime())) {
      doubts.remove(doubt.address);
    }
  }

  private void check(Suspect suspect) {
    long now = System.nanoTime();
    if (suspect.isForgotten(now)) {
      suspects.remove(suspect.address, suspect);
    } else if (!suspect.isDue(now)) {
      return;
    } else if (suspect.isStranger()) {
      suspect.lookAgain(now);
    } else if (!accepts(suspect.address)) {
      suspect.stillFails(System.nanoTime());
    } else if (suspects.remove(suspect.address, suspect)) {
      isBack.accept(suspect);
    }
  }

  /** Opens a connection and closes it. */
  private static boolean accepts(HostPort address) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(address.host, address.port), CONNECT_MILLIS);
      return true;
    } catch (IOException | RuntimeException unreachable) {
      return false;
    }
  }
}
