package io.github.nacosgraceful.context;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The Spring contexts that are up, held weakly: to which of them something belongs that is not done
 * while one is refreshed. Any thread.
 */
final class UpContexts {

  private final List<SpringContext> all = new CopyOnWriteArrayList<>();
  private volatile boolean haveBeen;

  /** It was refreshed, or its refresh failed: then it is not active when it is asked for. */
  void add(SpringContext refreshed) {
    all.removeIf(known -> known.isGone() || known.isSame(refreshed));
    all.add(refreshed);
    haveBeen = true;
  }

  /** It was closed. */
  void remove(Object context) {
    all.removeIf(known -> known.isGone() || known.isWithin(context));
  }

  /** Whether there were some, and none of them is up any more. */
  boolean areOver() {
    return haveBeen && all.stream().noneMatch(SpringContext::isActive);
  }

  boolean contains(SpringContext context) {
    return all.stream().anyMatch(context::isSame);
  }

  /** Whose web server listens at one of these ports; null if there is none. */
  SpringContext serving(Set<Integer> ports) {
    for (SpringContext known : all) {
      int port = known.port();
      if (port > 0 && ports.contains(port) && known.isActive()) { // what only consumes is at 0
        return known;
      }
    }
    return null;
  }

  /** Those that {@code SpringApplication} has run. */
  List<SpringContext> applications() {
    List<SpringContext> applications = new ArrayList<>();
    for (SpringContext known : all) {
      if (known.isApplication && known.isActive()) {
        applications.add(known);
      }
    }
    return applications;
  }

  /**
   * That of the only application that {@code SpringApplication} has run; null if there is none, or
   * more than one. The parent of another, as a bootstrap context, is no application.
   */
  SpringContext onlyApplication() {
    List<SpringContext> applications = applications();
    List<SpringContext> outermost = new ArrayList<>(applications);
    outermost.removeIf(known -> applications.stream().anyMatch(known::isParentOf));
    return outermost.size() == 1 ? outermost.get(0) : null;
  }
}
