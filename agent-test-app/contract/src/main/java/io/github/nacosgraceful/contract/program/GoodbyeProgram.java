package io.github.nacosgraceful.contract.program;

import com.sun.net.httpserver.HttpExchange;
import java.util.concurrent.TimeUnit;

/**
 * Two providers, of which one says goodbye in its answers to a client of one library, and a
 * balancer. Its argument says which client. Prints how many of twenty picks get the one that does.
 */
public final class GoodbyeProgram {

  private final Word leaving = new Word();
  private final Word other = new Word();
  private final TwoProviders providers;

  private GoodbyeProgram(String client) throws Exception {
    providers = new TwoProviders(client, leaving, other);
  }

  public static void main(String[] arguments) {
    Program.runAndExit(() -> new GoodbyeProgram(arguments[0]).run());
  }

  private void run() throws Exception {
    String address = providers.first.address;
    int before = picksAfterACall();
    other.says(address + "; start=1");
    providers.client.call(providers.second.url);
    int foreign = providers.picks();
    other.says(null);
    leaving.says(address + "; start=1");
    boolean isSeen = providers.client.call(providers.first.url) != null;
    int left = providers.picks();
    leaving.says(null);
    int takenBack = picksAfterACall();
    leaving.says(address + "; start=1");
    // It has said something else within this second.
    int again = takenBack;
    for (long begin = System.nanoTime();
        again > 0 && System.nanoTime() - begin < TimeUnit.SECONDS.toNanos(10);
        again = picksAfterACall()) {
      Thread.yield();
    }
    providers.list(providers.second);
    providers.list(providers.first, providers.second);
    int successor = picksAfterACall();
    leaving.says(address + "; start=2");
    int itsOwn = picksAfterACall();
    System.out.printf(
        "goodbye before=%d foreign=%d left=%d takenBack=%d again=%d successor=%d itsOwn=%d"
            + " seen=%d%n",
        before, foreign, left, takenBack, again, successor, itsOwn, isSeen ? 1 : 0);
  }

  private int picksAfterACall() throws Exception {
    providers.client.call(providers.first.url);
    return providers.picks();
  }

  /** What a provider says with each answer. */
  private static final class Word implements TwoProviders.Before {

    private volatile String goodbye;

    void says(String word) {
      goodbye = word;
    }

    @Override
    public void answers(HttpExchange exchange) {
      String says = goodbye;
      if (says != null) {
        exchange.getResponseHeaders().add(HttpClients.HEADER, says);
      }
    }
  }
}
