package io.github.nacosgraceful.traffic;

import io.github.nacosgraceful.thread.Scheduler;
import io.github.nacosgraceful.thread.Ticker;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;

/**
 * Counts inbound requests: how many are in flight, which of them are endless, when the last one
 * came in, and how far apart they come. Also says what callers are to be told: to close their
 * connections, and that this process is leaving.
 *
 * <p>What servers call for each request, {@link #begin}, {@link #end}, {@link #isClosing} and
 * {@link #goodbye}, runs on the threads that serve it and allocates nothing.
 */
public final class Traffic {

  private final Arrivals arrivals;
  private final LongAdder ended = new LongAdder();
  private final AtomicLongArray endless = new AtomicLongArray(Endless.values().length);
  private final RecentStreams recentStreams;
  private final WebSockets webSockets = new WebSockets();
  private final ThreadsAside threadsAside = new ThreadsAside();
  private final LateCalls lateCalls = new LateCalls();
  private final List<Runnable> closers = new CopyOnWriteArrayList<>();
  private volatile boolean closing;
  private volatile String goodbye;

  /** Reads the clock for each request, however fast they come. */
  public Traffic() {
    this(TimeUnit.SECONDS.toNanos(20), Ticker.SYSTEM, many -> {});
  }

  /**
   * @param recent for how long a stream may be an answer that ends by itself, in nanoseconds
   * @param scheduler starts the thread on which fast requests are looked at
   */
  public Traffic(long recent, Scheduler scheduler) {
    this(recent, scheduler, new ArrivalSampler(scheduler));
  }

  private Traffic(long recent, Ticker ticker, Consumer<Arrivals> sampler) {
    recentStreams = new RecentStreams(recent);
    arrivals = new Arrivals(ticker, sampler);
  }

  public void begin() {
    arrivals.add();
  }

  /** The same for a request that came in at that {@code System.nanoTime()}. */
  public void begin(long now) {
    arrivals.add(now);
  }

  public void end() {
    ended.increment();
  }

  /**
   * One that has begun turns out to be a stream, which may be endless. It still counts as in
   * flight.
   *
   * @param stream by which it is known when it ends
   */
  public void begin(Endless kind, Object stream) {
    endless.incrementAndGet(kind.ordinal());
    recentStreams.begin(stream, System.nanoTime());
  }

  /** It ended after all: before its {@link #end()}. */
  public void end(Endless kind, Object stream) {
    recentStreams.end(stream, System.nanoTime());
    endless.decrementAndGet(kind.ordinal());
  }

  /** Whether one of that kind may be in flight: never false for one that has begun. */
  public boolean has(Endless kind) {
    return endless.get(kind.ordinal()) > 0;
  }

  /** Requests that have begun and not ended. Reads the ended ones first: never too low. */
  public long inFlight() {
    long done = ended.sum();
    return Math.max(0, arrivals.count() - done);
  }

  /** How many have come in so far. */
  public long requests() {
    return arrivals.count();
  }

  /**
   * Those in flight that are endless, as far as can be known: a stream that began a moment ago may
   * end by itself.
   *
   * @param now by {@code System.nanoTime()}
   */
  public long endlessInFlight(long now) {
    return Math.max(0, streamsInFlight() - recentStreams.ending(now));
  }

  /** Those in flight that are streams. */
  public long streamsInFlight() {
    long all = 0;
    for (int kind = 0; kind < endless.length(); kind++) {
      all += Math.max(0, endless.get(kind));
    }
    return all;
  }

  /** Those, and open WebSockets: {@code 2 event streams}, {@code 1 WebSocket}. */
  public List<String> stillOpen() {
    List<String> kinds = new ArrayList<>();
    for (Endless kind : Endless.values()) {
      add(kinds, endless.get(kind.ordinal()), kind.toString());
    }
    add(kinds, webSockets.open(), "WebSocket");
    return kinds;
  }

  private static void add(List<String> kinds, long count, String noun) {
    if (count > 0) {
      kinds.add(count + " " + noun + (count == 1 ? "" : "s"));
    }
  }

  public WebSockets webSockets() {
    return webSockets;
  }

  /** Those that serve what is not counted here. */
  public ThreadsAside threadsAside() {
    return threadsAside;
  }

  /** Those that come in while callers are told to leave: servers tell of them only then. */
  public LateCalls lateCalls() {
    return lateCalls;
  }

  /**
   * Whether a response should tell its caller to close the connection: callers that keep one, or
   * stand behind a balancer of connections, would stay forever otherwise.
   */
  public boolean isClosing() {
    return closing;
  }

  /** Callers are told from now on. Runs what {@link #whenClosing} was given, the first time. */
  public void close() {
    if (!closing) {
      lateCalls.forget();
      closing = true;
      closers.forEach(Runnable::run);
    }
  }

  /**
   * Tells those as well that have opened a connection since. For servers that tell each request
   * there is nothing to do.
   */
  public void closeAgain() {
    closers.forEach(Runnable::run);
  }

  /** Callers may keep their connections again. */
  public void reopen() {
    closing = false;
  }

  /**
   * What each answer is to say, whether its request counts or not; null as long as nothing leaves.
   */
  public String goodbye() {
    return goodbye;
  }

  /**
   * Each answer whose head is sent from now on says this.
   *
   * @param text null for nothing
   */
  public void sayGoodbye(String text) {
    goodbye = text;
  }

  /** For servers that can tell callers without a response. Must not throw, nor wait. */
  public void whenClosing(Runnable closer) {
    closers.add(closer);
  }

  /** A drain begins to ask when the last request came in. */
  public void watch() {
    arrivals.beExact(true);
  }

  /** No drain asks any more. */
  public void watchNoMore() {
    arrivals.beExact(false);
  }

  /** Nanoseconds since the last request came in, or {@code Long.MAX_VALUE} if none ever did. */
  public long sinceLast(long now) {
    return arrivals.sinceLast(now);
  }

  /** Whether there are callers, and not a stray request: three have come in within 10 s. */
  public boolean isCalled(long now) {
    return arrivals.areCallers(now);
  }

  /**
   * The mean gap of the last requests within a minute, up to now, in nanoseconds; 0 if there was
   * none.
   */
  public long meanGap(long now) {
    return arrivals.meanGap(now);
  }
}
