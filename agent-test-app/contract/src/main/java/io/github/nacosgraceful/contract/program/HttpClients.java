package io.github.nacosgraceful.contract.program;

/**
 * Makes a call with one of the clients of the libraries, of which each program run has one only.
 */
interface HttpClients {

  String HEADER = "Nacos-Graceful-Goodbye";

  /** Returns what the answer says to whoever called, or null. */
  String call(String url) throws Exception;

  /**
   * @param name of the client's class; {@code post:} before it for a call with a body
   */
  static HttpClients named(String name) throws ReflectiveOperationException {
    boolean posts = name.startsWith("post:");
    String type = posts ? name.substring("post:".length()) : name;
    if (type.equals("zuul")) {
      return ZuulClient.create();
    }
    if (type.startsWith("feign.")) {
      return FeignClients.of(type, posts);
    }
    return type.endsWith("Connector") ? WebClients.of(type, posts) : SpringClients.of(type, posts);
  }
}
