package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.context.SpringContext;

/** What is done before an application is registered, once for each of its addresses. */
public interface Preparation {

  /**
   * Runs on a thread of the agent, which registers when it comes back: it takes bounded time and
   * throws nothing.
   *
   * @param ip that the application is about to be registered with
   * @param context of the application, or null
   */
  void run(String ip, int port, SpringContext context);
}
