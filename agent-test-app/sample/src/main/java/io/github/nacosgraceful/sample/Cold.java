package io.github.nacosgraceful.sample;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.ResponseStatus;

/**
 * An application that is not ready when its web server is: a runner of {@code sample.runner},
 * before whose end calls are refused, and a cache that the first {@code sample.cold} calls fill,
 * each with 15 ms of work.
 */
class Cold implements ApplicationRunner {

  private static final long WORK_NANOS = 15_000_000;

  private final Duration runner;
  private final int entries;
  private final AtomicInteger calls = new AtomicInteger();
  private final Map<Integer, byte[]> cache = new ConcurrentHashMap<>();
  private volatile boolean hasRun;

  Cold(@Value("${sample.runner:0s}") Duration runner, @Value("${sample.cold:0}") int entries) {
    this.runner = runner;
    this.entries = entries;
    hasRun = runner.isZero();
  }

  @Override
  public void run(ApplicationArguments arguments) throws InterruptedException {
    Thread.sleep(runner.toMillis());
    hasRun = true;
  }

  /** Part of each call. */
  void work() {
    if (!hasRun) {
      throw new NotReadyException();
    }
    if (entries > 0) {
      cache.computeIfAbsent(calls.getAndIncrement() % entries, Cold::compute);
    }
  }

  private static byte[] compute(int key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] value = String.valueOf(key).getBytes(StandardCharsets.UTF_8);
      for (long begin = System.nanoTime(); System.nanoTime() - begin < WORK_NANOS; ) {
        value = digest.digest(value);
      }
      return value;
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What a caller sees that comes too soon. */
  @ResponseStatus(HttpStatus.SERVICE_UNAVAILABLE)
  static class NotReadyException extends RuntimeException {
    private static final long serialVersionUID = 1;
  }
}
