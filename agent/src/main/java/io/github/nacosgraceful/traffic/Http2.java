package io.github.nacosgraceful.traffic;

/**
 * HTTP/2 of one server, as far as it takes to tell a caller to leave its connection. The handles of
 * each server implement it. Asked on the server's threads.
 */
public interface Http2 {

  /** The connection on which a request came in; null if it is not one of HTTP/2. */
  Object connection(Object request) throws Throwable;

  /**
   * Which client says that it has sent a request; null if none does.
   *
   * @param head what the server keeps its headers in
   */
  String userAgent(Object head) throws Throwable;

  /** Writes the frame: the caller will open another connection for its next request. */
  void goAway(Object connection) throws Throwable;
}
