package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.weave.Hook;

/**
 * A method that the agent hooks, and the versions of its library that have it. A method with two
 * forms is there twice.
 *
 * @param method the simple name of its class and its own: {@code HostReactor#processServiceJson}
 * @param range as Maven writes them: {@code [2.1.1,)}
 */
record JoinPoint(String method, String range) {

  /** A line of a library's file, without its first word. */
  static JoinPoint parse(String line) {
    String[] words = line.split("\\s+");
    return new JoinPoint(words[0], words[1]);
  }

  /** As a library's file names the method of a hook. */
  static String nameOf(Hook hook) {
    return nameOf(hook.toString());
  }

  /** The same of a method with its class and its descriptor. */
  static String nameOf(String signature) {
    String method = signature.replaceFirst("\\(.*", "");
    return method.substring(method.lastIndexOf('.') + 1);
  }
}
