package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.thread.Ticker;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Every NamingService of this process, held weakly: the parts of a client do not know which one
 * they belong to, and its public API is the only way to ask Nacos.
 */
public final class NamingServices {

  private final List<Known> all = new ArrayList<>();
  private final Ticker ticker;

  public NamingServices() {
    this(Ticker.SYSTEM);
  }

  public NamingServices(Ticker ticker) {
    this.ticker = ticker;
  }

  /** One NamingService. */
  public static final class Known {

    private final WeakReference<Object> namingService;

    /** By {@code System.nanoTime()}: since when its connection is there; of the first: about. */
    public volatile long connectedAt;

    Known(Object namingService, long connectedAt) {
      this.namingService = new WeakReference<>(namingService);
      this.connectedAt = connectedAt;
    }

    /** Null if the application let go of it. */
    public Object get() {
      return namingService.get();
    }
  }

  /**
   * At the end of its constructors, on the thread that builds it.
   *
   * @param listener is told the NamingService
   */
  public Handler onCreated(Consumer<Object> listener) {
    return new Handler() {
      @Override
      public void exit(Object entered, Object namingService, Object a) {
        add(namingService);
        listener.accept(namingService);
      }
    };
  }

  private synchronized void add(Object namingService) {
    all.removeIf(known -> known.get() == null);
    all.add(new Known(namingService, ticker.now()));
  }

  /** Of their classes, without those that are there more than once. */
  public synchronized Set<ClassLoader> loaders() {
    Set<ClassLoader> loaders = new LinkedHashSet<>();
    for (Known known : all) {
      Object namingService = known.get();
      if (namingService != null && namingService.getClass().getClassLoader() != null) {
        loaders.add(namingService.getClass().getClassLoader());
      }
    }
    return loaders;
  }

  /** How many of them have lost their connection to Nacos. Asks no server. Any thread. */
  public int disconnected() {
    List<Known> now;
    synchronized (this) {
      now = new ArrayList<>(all);
    }
    int count = 0;
    for (Known known : now) {
      Object namingService = known.get();
      try {
        if (namingService != null && NacosClients.internals(namingService).isDisconnected()) {
          count++;
        }
      } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
        continue; // shut down, or built in another way: nothing is known of it
      }
    }
    return count;
  }

  /**
   * The NamingService that something is a part of, or null.
   *
   * @param path names of fields, from the NamingService to the part
   */
  public synchronized Known ownerOf(Object part, String... path)
      throws ReflectiveOperationException {
    for (Known known : all) {
      Object at = known.get();
      for (int i = 0; at != null && i < path.length; i++) {
        at = Reflection.has(at, path[i]) ? Reflection.get(at, path[i]) : null;
      }
      if (at == part) {
        return known;
      }
    }
    return null;
  }
}
