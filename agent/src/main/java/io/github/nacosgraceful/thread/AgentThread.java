package io.github.nacosgraceful.thread;

/**
 * A daemon thread of the agent: its name begins with {@code nacos-graceful-}, and its context class
 * loader is the one that it is given, never the one of the thread that happened to start it. Some
 * libraries load by the context loader, and no application may be kept from being unloaded.
 */
public class AgentThread extends Thread {

  /**
   * @param loader of the library that the thread calls into; null for none
   */
  public AgentThread(Runnable work, String name, ClassLoader loader) {
    super(work, "nacos-graceful-" + name);
    setDaemon(true);
    setContextClassLoader(loader);
  }
}
