package io.github.nacosgraceful.library.webflux;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.Http2;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The members of Reactor Netty and Netty's HTTP/2 that telling callers needs, in one class loader.
 * A stream is a channel, and the connection is its parent. Netty goes on as before, for the frame
 * names no stream that could not be.
 */
final class Http2Handles implements Http2 {

  static final Members<Http2Handles> MEMBERS =
      new Members<>(
          type -> new Http2Handles(type.getClassLoader()), GoAways.OFF, GoAways.CONSEQUENCE);

  private static final long NO_ERROR = 0;

  private final Class<?> stream;
  private final MethodHandle channel;
  private final MethodHandle parent;
  private final MethodHandle userAgent;
  private final MethodHandle frame;
  private final MethodHandle write;

  Http2Handles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> connection = Class.forName("reactor.netty.Connection", false, loader);
    Class<?> request = Class.forName("reactor.netty.http.server.HttpServerRequest", false, loader);
    Class<?> headers = Class.forName("io.netty.handler.codec.http.HttpHeaders", false, loader);
    Class<?> channels = Class.forName("io.netty.channel.Channel", false, loader);
    Class<?> outbound = Class.forName("io.netty.channel.ChannelOutboundInvoker", false, loader);
    Class<?> future = Class.forName("io.netty.channel.ChannelFuture", false, loader);
    String http2 = "io.netty.handler.codec.http2.";
    stream = Class.forName(http2 + "Http2StreamChannel", false, loader);
    Class<?> frames = Class.forName(http2 + "Http2GoAwayFrame", false, loader);
    channel =
        lookup
            .findVirtual(connection, "channel", methodType(channels))
            .asType(methodType(Object.class, Object.class));
    parent =
        lookup
            .findVirtual(channels, "parent", methodType(channels))
            .asType(methodType(Object.class, Object.class));
    userAgent =
        MethodHandles.insertArguments(
                MethodHandles.filterArguments(
                    lookup.findVirtual(headers, "get", methodType(String.class, String.class)),
                    0,
                    lookup.findVirtual(request, "requestHeaders", methodType(headers))),
                1,
                "User-Agent")
            .asType(methodType(String.class, Object.class));
    // Netty adds these to the streams that it knows, and stops at the highest there can be.
    frame =
        MethodHandles.insertArguments(
                MethodHandles.filterArguments(
                    lookup.findVirtual(frames, "setExtraStreamIds", methodType(frames, int.class)),
                    0,
                    lookup
                        .findConstructor(
                            Class.forName(http2 + "DefaultHttp2GoAwayFrame", true, loader),
                            methodType(void.class, long.class))
                        .asType(methodType(frames, long.class))),
                0,
                NO_ERROR,
                GoAways.LAST_STREAM)
            .asType(methodType(Object.class));
    write =
        lookup
            .findVirtual(outbound, "writeAndFlush", methodType(future, Object.class))
            .asType(methodType(void.class, Object.class, Object.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static Http2Handles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  @Override
  public Object connection(Object request) throws Throwable {
    Object served = (Object) channel.invokeExact(request);
    return stream.isInstance(served) ? (Object) parent.invokeExact(served) : null;
  }

  @Override
  public String userAgent(Object request) throws Throwable {
    return (String) userAgent.invokeExact(request);
  }

  @Override
  public void goAway(Object connection) throws Throwable {
    Object goAway = (Object) frame.invokeExact();
    write.invokeExact(connection, goAway);
  }
}
