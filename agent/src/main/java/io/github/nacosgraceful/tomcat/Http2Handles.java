package io.github.nacosgraceful.tomcat;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.hook.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.concurrent.atomic.AtomicInteger;

/** The members of one of Tomcat's HTTP/2 connections, in one class loader: all or none. */
final class Http2Handles {

  private static final String CONNECTION = "org.apache.coyote.http2.Http2UpgradeHandler";

  /** The highest there can be: what the caller has sent meanwhile is served as well. */
  private static final int LAST_STREAM = Integer.MAX_VALUE;

  private static final long NO_ERROR = 0;

  private final MethodHandle streams;
  private final MethodHandle goAway;

  Http2Handles(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> connection = Class.forName(CONNECTION, false, loader);
    streams =
        Members.field(connection, "activeRemoteStreamCount")
            .asType(methodType(AtomicInteger.class, Object.class));
    goAway =
        MethodHandles.insertArguments(
                Members.method(connection, "writeGoAwayFrame", int.class, long.class, byte[].class),
                1,
                LAST_STREAM,
                NO_ERROR,
                null)
            .asType(methodType(void.class, Object.class));
  }

  /** Whether no request is in flight on it. */
  boolean isIdle(Object connection) throws Throwable {
    return ((AtomicInteger) streams.invokeExact(connection)).get() <= 0;
  }

  /** The caller will open another connection for its next request. */
  void goAway(Object connection) throws Throwable {
    goAway.invokeExact(connection);
  }
}
