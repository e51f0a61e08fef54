package io.github.nacosgraceful.library.undertow;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.Http2;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The members of Undertow's HTTP/2 that telling its callers needs, in one class loader. */
final class Http2Handles implements Http2 {

  static final String GOAWAY = "io.undertow.protocols.http2.Http2GoAwayStreamSinkChannel";

  static final Members<Http2Handles> MEMBERS =
      new Members<>(
          type -> new Http2Handles(type.getClassLoader()), GoAways.OFF, GoAways.CONSEQUENCE);

  private static final int NO_ERROR = 0;

  private final Class<?> http2;
  private final MethodHandle serverConnection;
  private final MethodHandle channel;
  private final MethodHandle userAgent;
  private final MethodHandle lastStream;
  private final MethodHandle isLastFrame;
  private final MethodHandle newFrame;
  private final MethodHandle endFrame;
  private final MethodHandle flushFrame;

  Http2Handles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> exchange = Class.forName(UndertowHandles.EXCHANGE, false, loader);
    Class<?> connection = Class.forName("io.undertow.server.ServerConnection", false, loader);
    Class<?> headers = Class.forName("io.undertow.util.HeaderMap", false, loader);
    Class<?> frame = Class.forName(GOAWAY, false, loader);
    Class<?> sink = Class.forName("org.xnio.channels.SuspendableWriteChannel", false, loader);
    http2 = Class.forName("io.undertow.server.protocol.http2.Http2ServerConnection", false, loader);
    serverConnection =
        lookup
            .findVirtual(exchange, "getConnection", methodType(connection))
            .asType(methodType(Object.class, Object.class));
    MethodHandle channelOf = Members.field(http2, "channel");
    channel = channelOf.asType(methodType(Object.class, Object.class));
    userAgent =
        MethodHandles.filterReturnValue(
                lookup.findVirtual(exchange, "getRequestHeaders", methodType(headers)),
                MethodHandles.insertArguments(
                    lookup.findVirtual(headers, "getFirst", methodType(String.class, String.class)),
                    1,
                    "User-Agent"))
            .asType(methodType(String.class, Object.class));
    lastStream =
        Members.field(frame, "lastGoodStreamId").asType(methodType(int.class, Object.class));
    isLastFrame =
        Members.method(frame, "isLastFrame").asType(methodType(boolean.class, Object.class));
    newFrame =
        MethodHandles.insertArguments(
                Members.constructor(frame, channelOf.type().returnType(), int.class, int.class),
                1,
                NO_ERROR,
                GoAways.LAST_STREAM)
            .asType(methodType(Object.class, Object.class));
    endFrame =
        lookup
            .findVirtual(sink, "shutdownWrites", methodType(void.class))
            .asType(methodType(void.class, Object.class));
    flushFrame =
        lookup
            .findVirtual(sink, "flush", methodType(boolean.class))
            .asType(methodType(void.class, Object.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static Http2Handles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  /** What Undertow calls the connection of an exchange is there for that exchange alone. */
  @Override
  public Object connection(Object exchange) throws Throwable {
    Object served = (Object) serverConnection.invokeExact(exchange);
    return http2.isInstance(served) ? (Object) channel.invokeExact(served) : null;
  }

  @Override
  public String userAgent(Object exchange) throws Throwable {
    return (String) userAgent.invokeExact(exchange);
  }

  /** That a GOAWAY names. */
  int lastStream(Object frame) throws Throwable {
    return (int) lastStream.invokeExact(frame);
  }

  @Override
  public void goAway(Object connection) throws Throwable {
    Object frame = (Object) newFrame.invokeExact(connection);
    if ((boolean) isLastFrame.invokeExact(frame)) {
      throw new IllegalStateException("the GOAWAY of the agent would close the connection");
    }
    endFrame.invokeExact(frame);
    flushFrame.invokeExact(frame);
  }
}
