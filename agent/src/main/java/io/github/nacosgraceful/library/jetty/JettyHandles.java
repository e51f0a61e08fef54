package io.github.nacosgraceful.library.jetty;

/**
 * What counting needs of a Jetty, asked of the channel that serves a request. None of the answers
 * changes between the request's begin and its end, so nothing has to be kept for it, unless it is
 * aborted.
 */
abstract class JettyHandles {

  /** Serves a request until 11. */
  static final String CHANNEL = "org.eclipse.jetty.server.HttpChannel";

  /** Serves a request since 12. */
  static final String CHANNEL_12 = "org.eclipse.jetty.server.internal.HttpChannelState";

  /** As it came in, whatever handlers rewrite; null if there is no request, or a broken one. */
  abstract String path(Object channel) throws Throwable;

  /** Whoever says to have sent the request; null if nobody does, or there is none. */
  abstract String userAgent(Object channel) throws Throwable;

  /** Of the response; null if its head was not sent, or says none. */
  abstract String contentType(Object channel) throws Throwable;

  /** Before the head of the response is sent: its caller will close the connection. */
  abstract void closeConnection(Object channel) throws Throwable;

  /** Whether the request was {@linkplain #abort aborted}. */
  abstract boolean isAborted(Object channel) throws Throwable;

  abstract void abort(Object channel) throws Throwable;
}
