package io.github.nacosgraceful.thread;

/**
 * A thread of the agent that talks to Nacos. Its deregistrations pass where the application's no
 * longer do. It works with the class loader of the client that it uses: some of the client's code
 * loads by the context loader.
 */
public class AgentThread extends Thread {

  public AgentThread(Runnable work, String name, ClassLoader loader) {
    super(work, "nacos-graceful-" + name);
    setDaemon(true);
    setContextClassLoader(loader);
  }

  /** Until a thread has ended, or for that long. */
  public static void await(Thread thread, long millis) {
    try {
      thread.join(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Nobody of ours interrupts these threads; if another does, the loops end by their deadlines. */
  public static void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
