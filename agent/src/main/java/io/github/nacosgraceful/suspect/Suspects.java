package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.http.Connections;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;

/**
 * The addresses that Nacos lists and that are better not called: those that refuse connections
 * after a call had failed there (a provider that was killed, a container that vanished, an entry
 * that the beats of a forgotten process keep alive), and those whose answers say that they leave.
 * They are left out of the lists that balancers read, while others are there: never the last
 * instance of its kind, and never more than half of a service's for what is only found out.
 *
 * <p>No call is spent on finding out whether one is back: {@link Prober} opens a connection. Every
 * change bumps services, so that the guards read their lists anew at the very next pick.
 *
 * <p>Used on the threads that call and pick. While nothing is suspected, each use is one look at an
 * empty map.
 */
public final class Suspects {

  private static final Logger log = Log.get();

  /** More of them are not noted: a process that fails to reach so many has another problem. */
  private static final int MOST = 256;

  private final ConcurrentHashMap<HostPort, Suspect> suspects = new ConcurrentHashMap<>();
  private final Eras eras = new Eras();
  private final Goodbyes goodbyes;
  private final Services services;
  private final DryRun dryRun;
  private final Ticker ticker;
  private final ProbeThread probes;

  /** Looks on a thread of its own. */
  final Prober prober;

  /**
   * @param dryRun to say what would be avoided, and avoid nothing
   */
  public Suspects(Services services, DryRun dryRun) {
    this(services, dryRun, Ticker.SYSTEM, Connections::accepting, Thread::start);
  }

  /**
   * @param accepts tries which of these accept a connection, in bounded time
   * @param starter starts a thread
   */
  Suspects(
      Services services,
      DryRun dryRun,
      Ticker ticker,
      Function<Set<HostPort>, Set<HostPort>> accepts,
      Consumer<Thread> starter) {
    this.services = services;
    this.dryRun = dryRun;
    this.ticker = ticker;
    goodbyes = new Goodbyes(suspects, services, eras, ticker);
    prober =
        new Prober(
            suspects,
            this::accepts,
            this::isForgotten,
            this::isConfirmed,
            this::isGone,
            accepts,
            ticker);
    probes = new ProbeThread(prober, starter);
    services.onArrival(goodbyes::arrived);
    services.onBump(this::pushed);
  }

  public boolean isEmpty() {
    return suspects.isEmpty();
  }

  /** How many there are. */
  public int count() {
    return suspects.size();
  }

  /**
   * A call could not connect to this address. That may have been its own fault, or a moment's: an
   * instance is avoided until a connection has been tried, which takes a second at most.
   */
  public void failed(HostPort address) {
    Suspect known = suspects.get(address);
    if (known != null) {
      if (known.reason() == Reason.LEAVING) {
        known.checkNow(ticker.now()); // has it gone?
        probes.wake();
      }
      return; // nearly always, where many calls fail
    }
    boolean listed = services.lists(address);
    if (add(address, listed, false)) {
      if (listed) {
        services.touchThoseWith(address); // a call that is made once more picks another
      } else {
        services.touchAll(); // whose it is shows when the lists are read
      }
      probes.wake();
    }
  }

  /** Whether a call could not connect there, as far as is known. Any thread; looks at a map. */
  public boolean cannotBeReached(HostPort address) {
    Suspect suspect = suspects.get(address);
    return suspect != null && suspect.reason() != Reason.LEAVING;
  }

  private boolean add(HostPort address, boolean listed, boolean confirmed) {
    return suspects.size() < MOST
        && suspects.putIfAbsent(
                address, new Suspect(address, eras.begin(), listed, confirmed, ticker.now()))
            == null;
  }

  /**
   * A call that reached this address got no answer: its connection broke, or was silent for too
   * long. An instance that was killed shows like that first, and calls that cannot connect come
   * later.
   */
  public void broke(HostPort address) {
    if (!suspects.containsKey(address) && services.lists(address) && prober.doubt(address)) {
      probes.wake();
    }
  }

  /**
   * Calls to this address get no answer, while others of its service answer.
   *
   * @param worthTelling whether that lasts: whoever reads its list then says so
   * @return whether it is avoided for that, and for nothing else
   */
  public boolean fallsSilent(HostPort address, boolean worthTelling) {
    Suspect suspect =
        suspects.size() < MOST && services.lists(address)
            ? suspects.computeIfAbsent(
                address, silent -> Suspect.silent(silent, eras.begin(), ticker.now()))
            : suspects.get(address);
    if (suspect == null || suspect.reason() != Reason.SILENT) {
      return false;
    }
    suspect.isSilent(worthTelling);
    services.touchThoseWith(address);
    probes.wake();
    return true;
  }

  /** Whether it is avoided because calls get no answer, and for nothing else. */
  public boolean isSilent(HostPort address) {
    Suspect suspect = suspects.get(address);
    return suspect != null && suspect.reason() == Reason.SILENT;
  }

  /** One that was silent is called again. */
  public void endSilence(HostPort address) {
    Suspect suspect = suspects.get(address);
    if (suspect != null && suspect.reason() == Reason.SILENT && suspects.remove(address, suspect)) {
      services.touchThoseWith(address);
    }
  }

  /**
   * A call begins: what its end has to hand over. Allocates nothing and looks at nothing, so that
   * each call may ask.
   */
  public Object begun() {
    return eras.now();
  }

  /**
   * A call was answered. Without a goodbye, the instance is there and stays; but a call that began
   * before the failure, or before the goodbye, says nothing of the time after: an instance that
   * stops has closed its port, and still answers what is in flight.
   *
   * <p>A goodbye is believed of the address that was called alone, and only while Nacos lists it;
   * not where the answer is a late one of a process whose place another has taken. Every answer of
   * an instance that leaves has one, so the second one is compared and little else. An answer may
   * be told more than once, by the layers of a client, of which one may have removed the word.
   *
   * @param goodbye what the answer says of that, whoever wrote it; null for nothing
   * @param begun what {@link #begun} said when the call began; null if nobody knows
   */
  public void answered(HostPort called, String goodbye, Object begun) {
    Era call = begun == null ? Era.UNKNOWN : (Era) begun;
    Suspect known = suspects.get(called);
    if (goodbye != null) {
      if (known != null && known.says(goodbye)) {
        known.saysAgain(eras.begin());
        return;
      }
      Goodbye word = Goodbye.parse(goodbye);
      if (word != null && word.isOf(called)) {
        if (goodbyes.hear(called, word, call)) {
          services.touchThoseWith(called);
          probes.wake();
        }
        return;
      } // else of another, which a gateway has passed on
    }
    if (known != null && goodbyes.isProvenWrong(known, call)) {
      isBack(known);
    }
  }

  /** Nacos says something new: perhaps that an instance was restarted at its old address. */
  private void pushed(String service) {
    goodbyes.forgetUnlisted();
    if (suspects.isEmpty()) {
      return;
    }
    long now = ticker.now();
    boolean any = false;
    for (Suspect suspect : suspects.values()) {
      if (suspect.reason() != Reason.LEAVING && suspect.isListedIn(service)) {
        suspect.checkNow(now);
        any = true;
      }
    }
    if (any) {
      probes.wake();
    }
  }

  private void accepts(Suspect suspect) {
    goodbyes.accepts(suspect);
    isBack(suspect);
  }

  private void isBack(Suspect suspect) {
    if (!suspect.isAvoided()) {
      return; // nobody has avoided it
    }
    if (suspect.isConfirmed()) {
      if (!suspect.isStranger()) {
        log.info("{} accepts connections again: it is picked again", suspect.address);
      }
    } else if (suspect.mark() != null) {
      log.info(
          "{} said that it leaves, and is there all the same: it is picked again", suspect.address);
    }
    touchListsWithout(suspect);
  }

  /** Whoever reads a list only when it is touched leaves it out for ever otherwise. */
  private void isForgotten(Suspect suspect) {
    if (suspect.isAvoided()) {
      touchListsWithout(suspect);
    }
  }

  private void touchListsWithout(Suspect suspect) {
    services.touchThoseWith(suspect.address); // a list may just have been read without it
    for (String name : suspect.services()) {
      Service service = services.find(name);
      if (service != null && !service.lists(suspect.address)) {
        services.touch(name); // lists that have other addresses than Nacos
      }
    }
  }

  private void isConfirmed(Suspect suspect) {
    services.touchAll(); // it may be in lists that were not read meanwhile
  }

  /** A call got no answer there, and a connection is not accepted either. */
  private void isGone(HostPort address) {
    if (add(address, true, true)) {
      services.touchAll();
      probes.wake();
    }
  }

  /**
   * The instances of a service but for those to avoid. The list itself if there are none.
   *
   * @param address of one instance; null if it cannot be read
   */
  public List<?> avoid(String service, List<?> instances, Function<Object, HostPort> address) {
    Service known = suspects.isEmpty() ? null : services.find(service);
    if (known == null) {
      return instances; // only what Nacos lists: another registry may know better
    }
    ListReading reading = new ListReading(service, known, suspects, address, dryRun);
    List<?> kept = reading.of(instances, ticker.now());
    reading.leaveOthers();
    if (reading.hasNew()) {
      probes.wake();
    }
    return kept;
  }
}
