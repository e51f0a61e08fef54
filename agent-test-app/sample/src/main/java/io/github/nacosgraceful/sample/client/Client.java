package io.github.nacosgraceful.sample.client;

import org.springframework.web.bind.annotation.PostMapping;

/**
 * A way to call the provider. There is one type for each; the one that {@code sample.client} names
 * is the only bean, and a controller. Those that need newer classes have source folders of their
 * own.
 *
 * @param <T> the answer, or a publisher that delivers it
 */
public interface Client<T> {

  /** Calls once for each request, and answers what the provider did. */
  @PostMapping("/call")
  T work();
}
