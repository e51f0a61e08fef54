package io.github.nacosgraceful.library.jetty;

import io.github.nacosgraceful.member.Members;

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

  static final Members<JettyHandles> MEMBERS =
      new Members<>(JettyHandles::lookUp, "jetty is off", "The drain does not see its requests");

  /** As it came in, whatever handlers rewrite; null if there is no request, or a broken one. */
  abstract String path(Object channel) throws Throwable;

  /** Of the response; null if its head was not sent, or says none. */
  abstract String contentType(Object channel) throws Throwable;

  /** Before the head of the response is sent: its caller will close the connection. */
  abstract void closeConnection(Object channel) throws Throwable;

  /** Whether the request was {@linkplain #abort aborted}. */
  abstract boolean isAborted(Object channel) throws Throwable;

  abstract void abort(Object channel) throws Throwable;

  /** Those for a channel; null where this version lacks one of them. */
  static JettyHandles of(Object channel) {
    return MEMBERS.get(channel.getClass());
  }

  private static JettyHandles lookUp(Class<?> channel) throws ReflectiveOperationException {
    return channel.getName().equals(CHANNEL_12)
        ? new Jetty12Handles(channel.getClassLoader())
        : new Jetty9Handles(channel.getClassLoader());
  }
}
