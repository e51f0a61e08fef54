package io.github.nacosgraceful.intake.program;

/** What a worker does, a line each on standard output: a moment in milliseconds, a word, a name. */
public final class Journal {

  private Journal() {}

  /** Takes as long as a message or a job takes here; whoever interrupts it breaks it off. */
  public static void work(String name) {
    line("begin " + name);
    try {
      Thread.sleep(Long.getLong("work.millis", 200));
    } catch (InterruptedException e) {
      line("broken " + name);
      Thread.currentThread().interrupt();
      return;
    }
    line("end " + name);
  }

  /** The worker is there, and registered if it is to be: the test goes on. */
  public static void ready() {
    String nacos = System.getProperty("nacos");
    if (nacos != null) {
      Registered.with(nacos);
    }
    line("ready -");
  }

  private static synchronized void line(String text) {
    System.out.println(System.currentTimeMillis() + " " + text);
    System.out.flush();
  }

  /** For a main that has nothing to do itself. */
  public static void park() throws InterruptedException {
    Thread.sleep(Long.MAX_VALUE);
  }
}
