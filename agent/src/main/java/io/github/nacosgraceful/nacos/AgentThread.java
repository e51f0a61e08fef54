package io.github.nacosgraceful.nacos;

/**
 * A thread of the agent that talks to Nacos. Its deregistrations pass where the application's no
 * longer do. It works with the class loader of the client that it uses: some of the client's code
 * loads by the context loader.
 */
final class AgentThread extends Thread {

  AgentThread(Runnable work, String name, ClassLoader loader) {
    super(work, "nacos-graceful-" + name);
    setDaemon(true);
    setContextClassLoader(loader);
  }
}
