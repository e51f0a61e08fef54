package io.github.nacosgraceful.jetty;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.hook.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The members of Jetty 12, in one class loader: all or none. The channel shows its request and
 * response to nobody, so its fields are read.
 */
final class Jetty12Handles extends JettyHandles {

  private final MethodHandle request;
  private final MethodHandle path;
  private final MethodHandle headers;
  private final MethodHandle isCommitted;
  private final MethodHandle header;
  private final MethodHandle putHeader;

  Jetty12Handles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> channel = Class.forName(JettyHooks.CHANNEL_12, false, loader);
    Class<?> request = Class.forName("org.eclipse.jetty.server.Request", false, loader);
    Class<?> uri = Class.forName("org.eclipse.jetty.http.HttpURI", false, loader);
    Class<?> fields = Class.forName("org.eclipse.jetty.http.HttpFields", false, loader);
    Class<?> mutable = Class.forName("org.eclipse.jetty.http.HttpFields$Mutable", false, loader);
    this.request =
        Members.field(channel, "_request").asType(methodType(Object.class, Object.class));
    path =
        MethodHandles.filterReturnValue(
                lookup.findVirtual(request, "getHttpURI", methodType(uri)),
                lookup.findVirtual(uri, "getPath", methodType(String.class)))
            .asType(methodType(String.class, Object.class));
    MethodHandle headersOf = Members.field(channel, "_responseHeaders");
    headers = headersOf.asType(methodType(Object.class, Object.class));
    isCommitted =
        lookup
            .findVirtual(headersOf.type().returnType(), "isCommitted", methodType(boolean.class))
            .asType(methodType(boolean.class, Object.class));
    header =
        lookup
            .findVirtual(fields, "get", methodType(String.class, String.class))
            .asType(methodType(String.class, Object.class, String.class));
    putHeader =
        lookup
            .findVirtual(mutable, "put", methodType(mutable, String.class, String.class))
            .asType(methodType(void.class, Object.class, String.class, String.class));
  }

  @Override
  String path(Object channel) throws Throwable {
    Object served = (Object) request.invokeExact(channel);
    return served == null ? null : (String) path.invokeExact(served);
  }

  @Override
  String contentType(Object channel) throws Throwable {
    Object fields = (Object) headers.invokeExact(channel);
    return (boolean) isCommitted.invokeExact(fields)
        ? (String) header.invokeExact(fields, "Content-Type")
        : null;
  }

  @Override
  void closeConnection(Object channel) throws Throwable {
    Object fields = (Object) headers.invokeExact(channel);
    putHeader.invokeExact(fields, "Connection", "close");
  }

  /** What is aborted is completed too. */
  @Override
  boolean isAborted(Object channel) {
    return false;
  }

  @Override
  void abort(Object channel) {}
}
