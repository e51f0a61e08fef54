package io.github.nacosgraceful.contract.program;

import com.sun.net.httpserver.HttpExchange;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Two providers that are called with a client of one library, of which one is frozen for a while,
 * and a balancer. Its argument says which client. Prints how many of twenty picks get that one.
 */
public final class SilenceProgram {

  private static final int HANGING = 4;
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);

  private final Frost frost = new Frost();
  private final TwoProviders providers;

  private SilenceProgram(String client) throws Exception {
    providers = new TwoProviders(client, frost, exchange -> {});
  }

  public static void main(String[] arguments) {
    Program.runAndExit(() -> new SilenceProgram(arguments[0]).run());
  }

  private void run() throws Exception {
    for (int i = 0; i < 10; i++) {
      providers.client.call(providers.first.url);
      providers.client.call(providers.second.url);
    }
    int before = providers.picks();
    frost.set(true);
    for (int i = 0; i < HANGING; i++) {
      Thread thread = new Thread(this::hang);
      thread.setDaemon(true);
      thread.start();
    }
    int silent = picksOnceTheyAre(0);
    frost.set(false);
    System.out.printf(
        "silence before=%d silent=%d again=%d%n",
        before, silent, picksOnceTheyAre(TwoProviders.PICKS / 2));
  }

  private void hang() {
    try {
      providers.client.call(providers.first.url);
    } catch (Exception e) {
      e.printStackTrace();
    }
  }

  /** The other one is called meanwhile. */
  private int picksOnceTheyAre(int expected) throws Exception {
    long begin = System.nanoTime();
    int picks = providers.picks();
    while (picks != expected && System.nanoTime() - begin < PATIENCE) {
      providers.client.call(providers.second.url);
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
      picks = providers.picks();
    }
    return picks;
  }

  /** Holds up a provider's one thread. */
  private static final class Frost implements TwoProviders.Before {

    private boolean isThere;

    synchronized void set(boolean there) {
      isThere = there;
      notifyAll();
    }

    @Override
    public synchronized void answers(HttpExchange exchange) {
      while (isThere) {
        try {
          wait();
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
