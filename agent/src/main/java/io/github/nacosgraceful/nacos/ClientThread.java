package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.thread.AgentThread;

/**
 * A thread on which the agent itself registers or deregisters through a Nacos client. Its calls
 * pass where the application's no longer do, and are not taken for the application's wish.
 */
public final class ClientThread extends AgentThread {

  /**
   * @param loader of the client's classes: some of its code loads by the context loader
   */
  public ClientThread(Runnable work, String name, ClassLoader loader) {
    super(work, name, loader);
  }
}
