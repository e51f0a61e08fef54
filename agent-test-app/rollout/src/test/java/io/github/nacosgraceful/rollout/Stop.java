package io.github.nacosgraceful.rollout;

import static io.github.nacosgraceful.rollout.OneProvider.PATIENCE;
import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Child;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/**
 * What came of one provider that was told to stop while slow requests were served and others came.
 *
 * @param slow what became of the slow requests, by their paths
 * @param calls the others: as many as Nacos' list allowed
 * @param threads that served those
 * @param errors what the process wrote to standard error
 */
record Stop(
    int exitCode,
    Map<String, String> slow,
    int calls,
    List<String> failures,
    List<String> threads,
    List<String> errors) {

  static final String SERVED = "served to its end";

  /** What Spring Boot 3.4 and newer do by themselves, after the drain, is switched off. */
  private static final String[] SLOW = {"--sample.work=3s", "--server.shutdown=immediate"};

  static Stop of(OneProvider bed, Jdk jdk, String stack, boolean agent) throws Exception {
    Child provider = bed.start(jdk, stack, agent, SLOW);
    await().atMost(PATIENCE).until(() -> bed.isListed(provider));
    try (ListedCaller caller = new ListedCaller(bed, provider)) {
      await().atMost(PATIENCE).until(caller::hasCalledOften);
      Map<String, CompletableFuture<HttpResponse<String>>> answers = new LinkedHashMap<>();
      for (String path : slowPaths(stack)) {
        answers.put(path, bed.call(provider, path));
      }
      provider.terminate();
      if (!provider.awaitExit(PATIENCE)) {
        throw new IllegalStateException("still running; " + provider.lastWords());
      }
      Map<String, String> slow = new LinkedHashMap<>();
      answers.forEach((path, answer) -> slow.put(path, outcome(answer, provider.port())));
      caller.close();
      return new Stop(
          provider.exitCode(),
          slow,
          caller.calls(),
          caller.failures(),
          caller.threads(),
          provider.errorLines());
    }
  }

  String inShort() {
    return "%d of %d calls failed, slow requests %s".formatted(failures.size(), calls, slow);
  }

  /** Where there are no servlets, none of the threads that serve may wait. */
  private static List<String> slowPaths(String stack) {
    return stack.endsWith("webflux") ? List.of("/work-async") : List.of("/work", "/work-async");
  }

  private static String outcome(CompletableFuture<HttpResponse<String>> answer, int port) {
    try {
      HttpResponse<String> response = answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      boolean served = response.statusCode() == 200 && response.body().equals("" + port);
      return served ? SERVED : response.statusCode() + " " + response.body();
    } catch (ExecutionException e) {
      return "lost: " + e.getCause();
    } catch (Exception e) {
      return "lost: " + e;
    }
  }
}
