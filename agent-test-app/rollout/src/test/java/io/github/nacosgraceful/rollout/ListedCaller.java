package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Child;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;

/** Calls a provider about twenty times a second, as long as Nacos lists it. */
final class ListedCaller implements AutoCloseable {

  private static final long PAUSE_MILLIS = 50;
  private static final int OFTEN = 5;

  private final OneProvider bed;
  private final Child provider;
  private final Thread thread = new Thread(this::run, "caller");
  private final List<String> answers = new CopyOnWriteArrayList<>();
  private final List<String> failures = new CopyOnWriteArrayList<>();
  private volatile boolean stopped;

  ListedCaller(OneProvider bed, Child provider) {
    this.bed = bed;
    this.provider = provider;
    thread.setDaemon(true);
    thread.start();
  }

  boolean hasCalledOften() {
    return answers.size() >= OFTEN;
  }

  int calls() {
    return answers.size() + failures.size();
  }

  List<String> failures() {
    return List.copyOf(failures);
  }

  /** Which threads answered. */
  List<String> threads() {
    return List.copyOf(answers);
  }

  @Override
  public void close() throws InterruptedException {
    stopped = true;
    thread.join();
  }

  private void run() {
    try {
      while (!stopped && bed.isListed(provider)) {
        call();
        Thread.sleep(PAUSE_MILLIS);
      }
    } catch (Exception e) {
      failures.add("the caller failed: " + e);
    }
  }

  private void call() throws Exception {
    try {
      HttpResponse<String> response = bed.post(provider, "/thread").get();
      (response.statusCode() == 200 ? answers : failures).add(response.body());
    } catch (ExecutionException e) {
      failures.add(e.getCause().toString());
    }
  }
}
