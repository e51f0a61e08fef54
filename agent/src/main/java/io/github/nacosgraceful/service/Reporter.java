package io.github.nacosgraceful.service;

import java.lang.ref.WeakReference;

/**
 * One client of Nacos, as the one that was told something. Two clients of a process may be told
 * different things of the same name: in two namespaces, or by two servers. Compared by identity;
 * holds nothing of the client.
 */
public final class Reporter {

  private final WeakReference<Object> client;

  /**
   * @param client whatever lives as long as the client, and no longer
   */
  public Reporter(Object client) {
    this.client = new WeakReference<>(client);
  }

  /** Whether what it was told still counts: not once its client is gone. */
  boolean counts() {
    return client.get() != null;
  }
}
