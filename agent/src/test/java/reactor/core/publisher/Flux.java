package reactor.core.publisher;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Stands in for Reactor's class: whoever calls {@link #all} has subscribed, and gets all at once.
 */
public final class Flux {

  private final Source source;
  private final boolean slow;

  private interface Source {
    List<Object> all() throws Throwable;
  }

  private Flux(Source source, boolean slow) {
    this.source = source;
    this.slow = slow;
  }

  private static Flux of(Source source) {
    return new Flux(source, false);
  }

  /** What a subscriber gets. */
  public List<Object> all() throws Throwable {
    return source.all();
  }

  /** The only one that a subscriber gets. */
  public Object one() throws Throwable {
    List<Object> all = all();
    if (all.size() != 1) {
      throw new IllegalStateException(all.toString());
    }
    return all.get(0);
  }

  public static Flux just(Object value) {
    return of(() -> Collections.singletonList(value));
  }

  public static Flux many(Object... values) {
    return of(() -> List.of(values));
  }

  /** Takes so long that whoever has a limit sees it. */
  public static Flux slow(Object value) {
    return new Flux(() -> Collections.singletonList(value), true);
  }

  public static Flux error(Throwable error) {
    return of(
        () -> {
          throw error;
        });
  }

  public static Flux defer(Supplier<?> source) {
    return of(() -> ((Flux) source.get()).all());
  }

  public Flux take(long count) {
    return new Flux(
        () -> {
          List<Object> all = all();
          return all.subList(0, (int) Math.min(count, all.size()));
        },
        slow);
  }

  public Flux defaultIfEmpty(Object value) {
    return new Flux(
        () -> {
          List<Object> all = all();
          return all.isEmpty() ? Collections.singletonList(value) : all;
        },
        slow);
  }

  public Flux timeout(Duration limit) {
    return slow ? error(new TimeoutException("none within " + limit)) : this;
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  public Flux concatMap(Function mapping) {
    return of(
        () -> {
          List<Object> mapped = new ArrayList<>();
          for (Object one : all()) {
            mapped.addAll(((Flux) mapping.apply(one)).all());
          }
          return mapped;
        });
  }

  @SuppressWarnings({"rawtypes", "unchecked"})
  public Flux onErrorResume(Function fallback) {
    return of(
        () -> {
          try {
            return all();
          } catch (Exception e) {
            return ((Flux) fallback.apply(e)).all();
          }
        });
  }
}
