package io.github.nacosgraceful.sample.client;

/**
 * A way to call the provider. There is one type for each; the one that {@code sample.client} names
 * is the only bean. Those that need newer classes have source folders of their own.
 */
public interface Client {

  /** Calls once. The answer, or a publisher that delivers it. */
  Object work();
}
