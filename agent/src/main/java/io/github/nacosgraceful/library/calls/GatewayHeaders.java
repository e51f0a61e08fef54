package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.List;

/**
 * The headers that Gateway MVC passes on, of requests and of answers: without the word of whoever
 * answered. Spring's client below it has read that.
 */
final class GatewayHeaders extends Handler {

  static final String EXCHANGE =
      "org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction";

  static final Members<Handles> MEMBERS =
      new Members<>(
          any -> new Handles(any.getClassLoader()),
          "goodbyes are passed on",
          "Whoever calls this gateway sees who left behind it");

  /** They are filtered, and about to be copied. */
  @Override
  public Object replace(Object self, Object none, Object headers) throws Throwable {
    Handles handles = headers == null ? null : MEMBERS.get(headers.getClass());
    if (handles != null && handles.first.invokeExact(headers) != null) {
      handles.remove.invokeExact(headers);
    }
    return headers;
  }

  /** The members of Spring's HttpHeaders that are called, in one class loader: all or none. */
  static final class Handles {

    private final MethodHandle first;
    private final MethodHandle remove;

    private Handles(ClassLoader loader) throws ReflectiveOperationException {
      Class<?> headers = Class.forName("org.springframework.http.HttpHeaders", false, loader);
      first =
          Members.textOf(headers, "getFirst", String.class, Goodbye.HEADER)
              .asType(MethodType.methodType(Object.class, Object.class));
      remove =
          MethodHandles.insertArguments(removeOf(headers), 1, Goodbye.HEADER)
              .asType(MethodType.methodType(void.class, Object.class));
    }

    /** Since Spring 7 they are no map. */
    private static MethodHandle removeOf(Class<?> headers) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      try {
        return lookup.findVirtual(
            headers, "remove", MethodType.methodType(List.class, Object.class));
      } catch (NoSuchMethodException since7) {
        return lookup.findVirtual(
            headers, "remove", MethodType.methodType(List.class, String.class));
      }
    }
  }
}
