package io.github.nacosgraceful.library.jetty;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.Http2;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The members of Jetty's HTTP/2 that telling its callers needs, in one class loader. A frame is
 * queued by a private method, which alone is the same from 9.4 to 12.1. Jetty hears nothing of it:
 * its own graceful GOAWAY is followed by another one as soon as nothing is in flight, and it then
 * drops what the caller had sent until it heard of that.
 */
final class Http2Handles implements Http2 {

  /** Serves a request until 11. */
  static final String CHANNEL = "org.eclipse.jetty.http2.server.HttpChannelOverHTTP2";

  /** Serves a request since 12. */
  static final String STREAM_12 = "org.eclipse.jetty.http2.server.internal.HttpStreamOverHTTP2";

  static final Members<Http2Handles> MEMBERS =
      new Members<>(Http2Handles::new, GoAways.OFF, GoAways.CONSEQUENCE);

  private static final int NO_ERROR = 0;

  /** Sessions that do not have this end as soon as they have written a GOAWAY, whoever asked. */
  private static final String SERVES_ON = "org.eclipse.jetty.http2.HTTP2Session$StreamsState";

  private final MethodHandle connection;
  private final MethodHandle userAgent;
  private final MethodHandle goAway;

  /**
   * @param request the class of what serves one: a kind of channel until 11, a stream since 12
   */
  Http2Handles(Class<?> request) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    ClassLoader loader = request.getClassLoader();
    boolean is12 = request.getName().equals(STREAM_12);
    Class<?> session = Class.forName("org.eclipse.jetty.http2.HTTP2Session", false, loader);
    Class<?> frame = Class.forName("org.eclipse.jetty.http2.frames.Frame", false, loader);
    Class<?> goAwayFrame =
        Class.forName("org.eclipse.jetty.http2.frames.GoAwayFrame", false, loader);
    Class<?> headers = Class.forName("org.eclipse.jetty.http2.frames.HeadersFrame", false, loader);
    Class<?> metaData = Class.forName("org.eclipse.jetty.http.MetaData", false, loader);
    Class<?> fields = Class.forName("org.eclipse.jetty.http.HttpFields", false, loader);
    Class<?> callback = Class.forName("org.eclipse.jetty.util.Callback", true, loader);
    MethodHandle streamOf =
        is12
            ? Members.field(request, "_stream")
            : Members.method(Class.forName(CHANNEL, false, loader), "getStream");
    Class<?> stream = streamOf.type().returnType();
    Class.forName(SERVES_ON, false, loader);
    connection =
        MethodHandles.filterReturnValue(
                streamOf,
                lookup.findVirtual(
                    stream,
                    "getSession",
                    methodType(
                        is12
                            ? session
                            : Class.forName("org.eclipse.jetty.http2.ISession", false, loader))))
            .asType(methodType(Object.class, Object.class));
    userAgent =
        MethodHandles.filterReturnValue(
                MethodHandles.filterReturnValue(
                    lookup.findVirtual(headers, "getMetaData", methodType(metaData)),
                    lookup.findVirtual(
                        metaData, is12 ? "getHttpFields" : "getFields", methodType(fields))),
                MethodHandles.insertArguments(
                    lookup.findVirtual(fields, "get", methodType(String.class, String.class)),
                    1,
                    "User-Agent"))
            .asType(methodType(String.class, Object.class));
    goAway =
        MethodHandles.insertArguments(
                Members.method(session, "control", stream, callback, frame),
                1,
                null,
                callback.getField("NOOP").get(null),
                goAwayFrame
                    .getConstructor(int.class, int.class, byte[].class)
                    .newInstance(GoAways.LAST_STREAM, NO_ERROR, null))
            .asType(methodType(void.class, Object.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static Http2Handles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  @Override
  public Object connection(Object request) throws Throwable {
    return (Object) connection.invokeExact(request);
  }

  @Override
  public String userAgent(Object headers) throws Throwable {
    return (String) userAgent.invokeExact(headers);
  }

  @Override
  public void goAway(Object connection) throws Throwable {
    goAway.invokeExact(connection);
  }
}
