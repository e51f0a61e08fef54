package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.service.Reports;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.service.WarmUps;
import io.github.nacosgraceful.thread.FakeTicker;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/**
 * Instances that a test freezes and thaws, and a caller of them, a millisecond at a time. The
 * sampler looks when its time has come.
 */
final class Fleet implements Verdicts {

  /** Of a call that waits until its instance goes on. */
  private static final int NEVER = Integer.MAX_VALUE;

  final Services services = new Services(new WarmUps(0.5));
  final Calls calls = new Calls();
  final FakeTicker time = new FakeTicker();
  final Sampler sampler = new Sampler(calls, new Places(services, this::ask), this, time);

  /** What was said of whom, and when. */
  final List<String> said = new ArrayList<>();

  final Set<HostPort> silent = new LinkedHashSet<>();

  /** Those that it is worth telling of. */
  final List<HostPort> lasting = new ArrayList<>();

  final List<String> asked = new ArrayList<>();

  /** Those that run but have nothing to say to the question. */
  final Set<String> mute = new LinkedHashSet<>();

  private final Set<String> frozen = new LinkedHashSet<>();
  private final List<Open> open = new ArrayList<>();
  private final Function<Object, HostPort> address = request -> HostPort.parse(request.toString());
  private int number;
  private int now;

  /** One call under way. */
  private static final class Open {
    final String instance;
    final Object call;
    int endsAt;
    final int timesOutAt;

    Open(String instance, Object call, int endsAt, int timesOutAt) {
      this.instance = instance;
      this.call = call;
      this.endsAt = endsAt;
      this.timesOutAt = timesOutAt;
    }
  }

  Fleet(String... instances) {
    lists("orders", instances);
    calls.wakesWith(() -> calls.sleep(false));
  }

  void lists(String service, String... instances) {
    services.bump(Reports.of(service, instances));
  }

  void freeze(String instance) {
    frozen.add(instance);
    open.stream().filter(one -> one.instance.equals(instance)).forEach(one -> one.endsAt = NEVER);
  }

  void thaw(String instance) {
    frozen.remove(instance);
    open.stream()
        .filter(one -> one.instance.equals(instance) && one.endsAt == NEVER)
        .forEach(one -> one.endsAt = now + 1);
  }

  /** A call that this instance answers after so many milliseconds, if it runs. */
  void call(String instance, int millis) {
    call(instance, millis, NEVER);
  }

  /** The same, and the caller gives up after some time. */
  void call(String instance, int millis, int timeout) {
    int endsAt = frozen.contains(instance) ? NEVER : now + millis;
    Object call = calls.begun(number++, new StringBuilder(instance), null, address);
    open.add(new Open(instance, call, endsAt, timeout == NEVER ? NEVER : now + timeout));
  }

  /** How many calls wait for an answer of this instance. */
  long hanging(String instance) {
    return open.stream().filter(one -> one.instance.equals(instance)).count();
  }

  int now() {
    return now;
  }

  /** One millisecond passes. */
  void pass() {
    now++;
    time.advance(1);
    open.removeIf(
        one -> {
          boolean answered = one.endsAt <= now;
          boolean ended = answered || one.timesOutAt <= now;
          if (ended) {
            calls.ended(one.call, answered);
          }
          return ended;
        });
    if (now % Tick.MILLIS == 0) {
      sampler.look();
    }
  }

  void pass(int millis) {
    for (int i = 0; i < millis; i++) {
      pass();
    }
  }

  /** This process stands still: others go on, and it sees nothing. */
  void stall(int millis) {
    now += millis;
    time.advance(millis);
  }

  private Question ask(HostPort address) {
    asked.add(address + " at " + now);
    return new Question() {
      @Override
      Answer answer() {
        String instance = address.toString();
        return frozen.contains(instance) || mute.contains(instance) ? Answer.NONE_YET : Answer.SOME;
      }
    };
  }

  @Override
  public boolean silent(HostPort address, boolean lasting) {
    if (lasting) {
      this.lasting.add(address);
    } else {
      said.add(address + " is silent at " + now);
    }
    silent.add(address);
    return true;
  }

  @Override
  public boolean isSilent(HostPort address) {
    return silent.contains(address);
  }

  @Override
  public void trial(HostPort address) {
    said.add(address + " is tried at " + now);
    silent.remove(address);
  }

  @Override
  public void answers(HostPort address, boolean lasted) {
    said.add(address + " answers at " + now);
    silent.remove(address);
  }

  @Override
  public void closed(HostPort address) {
    said.add(address + " is closed at " + now);
    silent.remove(address);
  }
}
