package io.github.nacosgraceful.library.ribbon;

/**
 * Tells threads that must never wait. Asked only when a list is stale, so it may take a
 * microsecond.
 */
final class EventLoops {

  private EventLoops() {}

  static boolean isEventLoop(Thread thread) {
    for (Class<?> type = thread.getClass();
        type != Thread.class && type != null;
        type = type.getSuperclass()) {
      for (Class<?> marker : type.getInterfaces()) {
        if (marker.getName().equals("reactor.core.scheduler.NonBlocking")) {
          return true;
        }
      }
    }
    return thread.getName().startsWith("reactor-http-");
  }
}
