package io.github.nacosgraceful.thread;

/** A clock that only goes forward. Whoever measures spans of time is handed one. Any thread. */
public interface Ticker {

  /** The clock of this JVM. */
  Ticker SYSTEM = new Ticker() { // no lambda: the JVM would write a class for it
        @Override
        public long now() {
          return System.nanoTime();
        }
      };

  /** Nanoseconds since some moment, which may lie ahead: only differences mean anything. */
  long now();
}
