package io.github.nacosgraceful.suspect;

import io.github.nacosgraceful.instance.HostPort;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * One address that a call could not connect to, or that says that it leaves. Until Nacos or a list
 * of instances has it, it is a stranger: a database, or another service that is not in Nacos. A
 * stranger is not avoided before a connection of the agent's own has failed as well; what Nacos
 * lists is avoided until the agent has looked, so that a call which is made once more finds another
 * instance. Whoever says goodbye is avoided at once, and so is whoever leaves calls without an
 * answer, of whom the agent has made sure elsewhere.
 */
final class Suspect {

  /** The first check comes after this; each that fails doubles the time to the next. */
  private static final long FIRST_CHECK = TimeUnit.SECONDS.toNanos(1);

  /** After a goodbye, until Nacos tells that the instance has left: usually long before this. */
  private static final long LEAVING_CHECK = TimeUnit.SECONDS.toNanos(2);

  private static final long LONGEST = TimeUnit.SECONDS.toNanos(30);

  /** Balancers read their lists at least every 30 s: what is in none of them is gone. */
  private static final long FORGOTTEN_AFTER = TimeUnit.SECONDS.toNanos(60);

  final HostPort address;

  /** When it became one. */
  private final Era begun;

  private final Set<String> services = ConcurrentHashMap.newKeySet();
  private final Set<String> told = ConcurrentHashMap.newKeySet();

  /** Nacos lists it, and no list that has to do with it was read so far. */
  private volatile boolean listedByNacos;

  /** A call could not connect, and nobody has looked since. */
  private volatile boolean doubted;

  private volatile boolean confirmed;

  /** Null unless it has said goodbye. */
  private volatile Mark mark;

  /** When it said so last. */
  private volatile Era heard;

  /** It leaves calls without an answer. */
  private volatile boolean silent;

  /** It is silent for longer than it may be by the way. */
  private volatile boolean worthTelling;

  private volatile long listedAt;
  private volatile long wait = FIRST_CHECK;
  private volatile long checkAt;

  /**
   * One that a call could not connect to.
   *
   * @param listedByNacos whether Nacos lists it
   * @param confirmed whether a connection to it has been tried, and failed
   */
  Suspect(HostPort address, Era begun, boolean listedByNacos, boolean confirmed, long now) {
    this.address = address;
    this.begun = begun;
    this.listedByNacos = listedByNacos;
    this.doubted = listedByNacos && !confirmed;
    this.confirmed = confirmed;
    this.listedAt = now;
    this.checkAt = confirmed ? now + FIRST_CHECK : now;
  }

  /** One that has done nothing but leave calls without an answer. */
  static Suspect silent(HostPort address, Era begun, long now) {
    Suspect silent = new Suspect(address, begun, true, false, now);
    silent.silent = true;
    silent.doubted = false;
    return silent;
  }

  /** One that has done nothing but say goodbye. */
  static Suspect leaving(HostPort address, Era begun, long now) {
    Suspect leaving = new Suspect(address, begun, true, false, now);
    leaving.doubted = false;
    return leaving;
  }

  /**
   * @param call when the call began that was answered with the word
   * @param since begins now
   */
  void saysGoodbye(Mark said, Era call, Era since, long now) {
    if (!call.isBefore(since())) {
      confirmed = false; // it was reached since
      doubted = false;
    }
    heard = since;
    mark = said;
    if (!confirmed) {
      checkAt = now + LEAVING_CHECK;
    }
  }

  /** What it has said, and when; null if it said nothing. */
  Mark mark() {
    return mark;
  }

  /** Whether it has said exactly that already. */
  boolean says(String goodbye) {
    Mark said = mark;
    return said != null && said.word.text().equals(goodbye);
  }

  /**
   * It says the same again.
   *
   * @param since begins now
   */
  void saysAgain(Era since) {
    heard = since;
  }

  void forgetGoodbye() {
    mark = null;
  }

  /** Why it is avoided; null if it is not. */
  Reason reason() {
    if (confirmed) {
      return Reason.UNREACHABLE;
    }
    if (mark != null) {
      return Reason.LEAVING;
    }
    return silent ? Reason.SILENT : doubted ? Reason.DOUBTED : null;
  }

  boolean isAvoided() {
    return reason() != null;
  }

  /**
   * @param worthTelling whether it is silent for longer than it may be by the way
   */
  void isSilent(boolean worthTelling) {
    this.worthTelling = worthTelling;
  }

  /** Whether nothing that it said itself shows that it is to be avoided. */
  boolean isGuess() {
    return mark == null;
  }

  /** A call that begins from here on and is answered shows the opposite. */
  Era since() {
    return mark == null ? begun : heard;
  }

  /**
   * @return whether that is new
   */
  boolean listedIn(String service, long now) {
    listedAt = now;
    boolean isNew = services.add(service);
    if (isNew && !isAvoided()) {
      checkAt = now;
    }
    listedByNacos = false;
    return isNew;
  }

  void notListedIn(String service) {
    services.remove(service);
    listedByNacos = false;
  }

  /**
   * @return whether it is the first time that this is said of it in this service
   */
  boolean isToldIn(String service, Reason why) {
    return (why != Reason.SILENT || worthTelling) && told.add(why + " in " + service);
  }

  /** Whether a connection to it has been tried, and failed. */
  boolean isConfirmed() {
    return confirmed;
  }

  boolean isListedIn(String service) {
    return services.contains(service);
  }

  Set<String> services() {
    return services;
  }

  /** A stranger is not checked: the agent opens connections to instances only. */
  boolean isStranger() {
    return services.isEmpty() && !listedByNacos;
  }

  boolean isForgotten(long now) {
    if (leaves(now)) {
      return false;
    }
    return now - listedAt >= (isStranger() ? LONGEST : FORGOTTEN_AFTER);
  }

  boolean isDue(long now) {
    return now - checkAt >= 0;
  }

  /** By {@code System.nanoTime()}. */
  long checkAt() {
    return checkAt;
  }

  void checkNow(long now) {
    checkAt = now;
  }

  /** A stranger may yet turn out to be an instance. */
  void lookAgain(long now) {
    checkAt = now + FIRST_CHECK;
  }

  /** Whether it has said goodbye, and still ends for all that is known. */
  private boolean leaves(long now) {
    Mark said = mark;
    return said != null && !confirmed && !said.isOver(now);
  }

  /**
   * It accepts connections.
   *
   * @return whether that says nothing, as it leaves and has not closed its port so far
   */
  boolean acceptsWhileLeaving(long now) {
    checkAt = now + LEAVING_CHECK;
    boolean leaves = leaves(now);
    doubted &= !leaves;
    return leaves;
  }

  /**
   * A connection to it has failed.
   *
   * @return whether that is the first one
   */
  boolean fails(long now) {
    boolean first = !confirmed;
    if (!first) {
      wait = Math.min(2 * wait, LONGEST);
    }
    checkAt = now + wait;
    confirmed = true;
    return first;
  }
}
