package io.github.nacosgraceful.library.tomcat;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.GoAways;
import io.github.nacosgraceful.traffic.Http2;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The members of Tomcat's HTTP/2 that telling its callers needs, in one class loader. */
final class Http2Handles implements Http2 {

  static final Members<Http2Handles> MEMBERS =
      new Members<>(
          type -> new Http2Handles(type.getClassLoader()), GoAways.OFF, GoAways.CONSEQUENCE);

  private static final long NO_ERROR = 0;

  private final MethodHandle userAgent;
  private final MethodHandle goAway;

  Http2Handles(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> connection =
        Class.forName("org.apache.coyote.http2.Http2UpgradeHandler", false, loader);
    Class<?> stream = Class.forName("org.apache.coyote.http2.Stream", false, loader);
    Class<?> request = Class.forName("org.apache.coyote.Request", false, loader);
    userAgent =
        MethodHandles.filterReturnValue(
                Members.method(stream, "getCoyoteRequest"),
                MethodHandles.insertArguments(
                    MethodHandles.publicLookup()
                        .findVirtual(request, "getHeader", methodType(String.class, String.class)),
                    1,
                    "User-Agent"))
            .asType(methodType(String.class, Object.class));
    goAway =
        MethodHandles.insertArguments(
                Members.method(connection, "writeGoAwayFrame", int.class, long.class, byte[].class),
                1,
                GoAways.LAST_STREAM,
                NO_ERROR,
                null)
            .asType(methodType(void.class, Object.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static Http2Handles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  /** A stream is handed over beside its connection, so that need not be found. */
  @Override
  public Object connection(Object connection) {
    return connection;
  }

  @Override
  public String userAgent(Object stream) throws Throwable {
    return (String) userAgent.invokeExact(stream);
  }

  @Override
  public void goAway(Object connection) throws Throwable {
    goAway.invokeExact(connection);
  }
}
