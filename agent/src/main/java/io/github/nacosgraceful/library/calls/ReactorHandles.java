package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/** The members of Reactor Netty's client 0.8 to 1.3 and of Netty, in one class loader. */
final class ReactorHandles {

  static final String OPERATIONS = "reactor.netty.http.client.HttpClientOperations";

  static final Members<ReactorHandles> MEMBERS =
      new Members<>(
          type -> new ReactorHandles(type.getClassLoader()), Answers.OFF, Answers.CONSEQUENCE);

  private static final String KEY = "nacos.graceful.begun";

  private final Member note;
  private final Member noted;
  private final Member keep;
  private final Member goodbye;
  private final MethodHandle remove;
  private final MethodHandle remoteAddress;

  /** Null before 0.9. */
  private final MethodHandle url;

  private ReactorHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> channel = Class.forName("io.netty.channel.Channel", false, loader);
    Class<?> key = Class.forName("io.netty.util.AttributeKey", false, loader);
    Class<?> attribute = Class.forName("io.netty.util.Attribute", false, loader);
    MethodHandle channelOf =
        lookup.findVirtual(
            Class.forName("reactor.netty.DisposableChannel", false, loader),
            "channel",
            MethodType.methodType(channel));
    Object ours = key.getMethod("valueOf", String.class).invoke(null, KEY);
    note =
        Member.of(
            MethodHandles.filterReturnValue(
                channelOf,
                MethodHandles.insertArguments(
                    lookup.findVirtual(channel, "attr", MethodType.methodType(attribute, key)),
                    1,
                    ours)));
    noted = Member.of(lookup.findVirtual(attribute, "get", MethodType.methodType(Object.class)));
    keep =
        Member.of(
            lookup.findVirtual(attribute, "set", MethodType.methodType(void.class, Object.class)));
    Class<?> message = Class.forName("io.netty.handler.codec.http.HttpMessage", false, loader);
    Class<?> headers = Class.forName("io.netty.handler.codec.http.HttpHeaders", false, loader);
    // Its hash is computed once.
    Object name =
        Class.forName("io.netty.util.AsciiString", true, loader)
            .getConstructor(CharSequence.class)
            .newInstance(Goodbye.HEADER);
    MethodHandle headersOf = lookup.findVirtual(message, "headers", MethodType.methodType(headers));
    goodbye =
        Member.of(
            MethodHandles.filterReturnValue(
                headersOf, Members.textOf(headers, "get", CharSequence.class, name)));
    remove =
        MethodHandles.filterReturnValue(
                headersOf,
                MethodHandles.insertArguments(
                    lookup.findVirtual(
                        headers, "remove", MethodType.methodType(headers, CharSequence.class)),
                    1,
                    name))
            .asType(MethodType.methodType(Object.class, Object.class));
    remoteAddress =
        MethodHandles.filterReturnValue(
                channelOf,
                lookup.findVirtual(
                    channel, "remoteAddress", MethodType.methodType(SocketAddress.class)))
            .asType(MethodType.methodType(Object.class, Object.class));
    url = url(loader);
  }

  private static MethodHandle url(ClassLoader loader) throws ReflectiveOperationException {
    try {
      return MethodHandles.publicLookup()
          .findVirtual(
              Class.forName("reactor.netty.http.client.HttpClientInfos", false, loader),
              "resourceUrl",
              MethodType.methodType(String.class))
          .asType(MethodType.methodType(String.class, Object.class));
    } catch (ClassNotFoundException before09) {
      return null;
    }
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static ReactorHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  /** Where something is kept with the connection, or the stream of HTTP/2, of the call. */
  Object note(Object operations) throws Throwable {
    return note.get(operations);
  }

  void keep(Object note, Object begun) throws Throwable {
    keep.set(note, begun);
  }

  /** What was kept; null if nothing was. */
  Object kept(Object note) throws Throwable {
    return noted.get(note);
  }

  /** The word in the head of an answer, or null. */
  String goodbye(Object response) throws Throwable {
    return (String) goodbye.get(response);
  }

  void removeGoodbye(Object response) throws Throwable {
    Object headers = remove.invokeExact(response);
  }

  /** Where the call went; null if that is no host and port. */
  HostPort address(Object operations) throws Throwable {
    String called = url == null ? null : (String) url.invokeExact(operations);
    if (called != null) {
      return HostPort.ofUrl(called);
    }
    Object remote = remoteAddress.invokeExact(operations);
    return remote instanceof InetSocketAddress ? HostPort.of((InetSocketAddress) remote) : null;
  }
}
