package io.github.nacosgraceful.library.jetty;

import io.github.nacosgraceful.member.Members;

/** The handles that fit the channels of each version. */
final class JettyChannels {

  static final Members<JettyHandles> MEMBERS =
      new Members<>(JettyChannels::lookUp, "jetty is off", "The drain does not see its requests");

  private JettyChannels() {}

  /** Those for a channel; null where this version lacks one of them. */
  static JettyHandles of(Object channel) {
    return MEMBERS.get(channel.getClass());
  }

  private static JettyHandles lookUp(Class<?> channel) throws ReflectiveOperationException {
    return channel.getName().equals(JettyHandles.CHANNEL_12)
        ? new Jetty12Handles(channel.getClassLoader())
        : new Jetty9Handles(channel.getClassLoader());
  }
}
