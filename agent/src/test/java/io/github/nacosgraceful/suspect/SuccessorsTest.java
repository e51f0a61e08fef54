package io.github.nacosgraceful.suspect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/**
 * Instances leave, and others take their addresses at once, while many threads call and hear what
 * the old ones said, some of them late.
 */
class SuccessorsTest {

  private static final int CALLERS = 6;
  private static final int RESTARTS = Integer.getInteger("restarts", 20_000);
  private static final String[] ADDRESSES = {"a:1", "b:1", "c:1", "d:1"};
  private static final Function<Object, HostPort> ADDRESS =
      instance -> HostPort.parse(instance.toString());

  private final Services services = new Services(new WarmUps(0.5));
  private final Suspects suspects =
      new Suspects(services, new DryRun(false), Ticker.SYSTEM, all -> all, thread -> {});
  private final AtomicReferenceArray<Process> processes =
      new AtomicReferenceArray<>(ADDRESSES.length);
  private final LongAdder goodbyes = new LongAdder();
  private final LongAdder picks = new LongAdder();
  private final LongAdder stale = new LongAdder();
  private volatile boolean over;

  /** What answers at an address. */
  private static final class Process {

    final String goodbye;
    volatile boolean leaves;
    volatile boolean isHeard;
    volatile boolean isGone;

    /** The first era whose calls all go to it. */
    volatile Era listed;

    Process(String address, long start) {
      goodbye = address + "; start=" + start;
    }
  }

  @Test
  void areNeverShunnedHoweverLateTheirPredecessorsAreHeard() throws InterruptedException {
    for (int i = 0; i < ADDRESSES.length; i++) {
      processes.set(i, new Process(ADDRESSES[i], 0));
    }
    push(ADDRESSES);
    for (int i = 0; i < ADDRESSES.length; i++) {
      processes.get(i).listed = (Era) suspects.begun();
    }
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < CALLERS; i++) {
      Thread caller = new Thread(this::callUntilOver, "caller-" + i);
      callers.add(caller);
      caller.start();
    }
    for (int restart = 1; restart <= RESTARTS; restart++) {
      restart(restart % ADDRESSES.length, restart);
    }
    over = true;
    for (Thread caller : callers) {
      caller.join();
    }
    List<?> picked = suspects.avoid("orders", Arrays.asList(ADDRESSES), ADDRESS);
    int shunned = ADDRESSES.length - picked.size();
    System.out.printf(
        "restarts=%d picks=%d goodbyes=%d stale=%d shunned=%d%n",
        RESTARTS, picks.sum(), goodbyes.sum(), stale.sum(), shunned);
    assertThat(goodbyes.sum()).isPositive();
    assertThat(stale.sum()).as("picks of an instance that was heard to leave").isZero();
    assertThat(shunned).as("instances that are there and are not picked").isZero();
  }

  /** The next one is there at once. */
  private void restart(int i, long start) {
    Process old = processes.get(i);
    old.leaves = true;
    for (int turn = ThreadLocalRandom.current().nextInt(200); turn > 0; turn--) {
      Thread.onSpinWait();
    }
    old.isGone = true;
    push(Arrays.stream(ADDRESSES).filter(a -> !a.equals(ADDRESSES[i])).toArray(String[]::new));
    Process successor = new Process(ADDRESSES[i], start);
    processes.set(i, successor);
    push(ADDRESSES);
    successor.listed = (Era) suspects.begun();
  }

  private void callUntilOver() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    List<String> all = Arrays.asList(ADDRESSES);
    while (!over) {
      int i = random.nextInt(ADDRESSES.length);
      HostPort called = HostPort.parse(ADDRESSES[i]);
      Object begun = suspects.begun();
      Process process = processes.get(i);
      boolean isHeard = process.isHeard;
      boolean isPicked = suspects.avoid("orders", all, ADDRESS).contains(ADDRESSES[i]);
      picks.increment();
      if (isHeard && isPicked && !process.isGone) {
        stale.increment();
      }
      for (int turn = random.nextInt(1000); turn > 0; turn--) {
        Thread.onSpinWait();
      }
      if (process.leaves) {
        goodbyes.increment();
        suspects.answered(called, process.goodbye, begun);
        Era listed = process.listed;
        process.isHeard |= listed != null && !((Era) begun).isBefore(listed);
      } else {
        suspects.answered(called, null, begun);
      }
    }
  }

  private void push(String... instances) {
    services.bump(Reports.of("orders", instances));
  }
}
