package io.github.nacosgraceful.jetty;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The members of Jetty 9.4 to 11, in one class loader: all or none. */
final class Jetty9Handles extends JettyHandles {

  private final MethodHandle path;
  private final MethodHandle committed;
  private final MethodHandle contentType;
  private final MethodHandle setHeader;

  Jetty9Handles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> channel = Class.forName(JettyHooks.CHANNEL, false, loader);
    Class<?> request = Class.forName("org.eclipse.jetty.server.Request", false, loader);
    Class<?> response = Class.forName("org.eclipse.jetty.server.Response", false, loader);
    Class<?> uri = Class.forName("org.eclipse.jetty.http.HttpURI", false, loader);
    Class<?> metaData = Class.forName("org.eclipse.jetty.http.MetaData", false, loader);
    Class<?> head = Class.forName("org.eclipse.jetty.http.MetaData$Response", false, loader);
    Class<?> fields = Class.forName("org.eclipse.jetty.http.HttpFields", false, loader);
    MethodHandle requestOf = lookup.findVirtual(channel, "getRequest", methodType(request));
    path =
        MethodHandles.filterReturnValue(requestOf, pathOf(loader, request, uri))
            .asType(methodType(String.class, Object.class));
    committed =
        lookup
            .findVirtual(channel, "getCommittedMetaData", methodType(head))
            .asType(methodType(Object.class, Object.class));
    contentType =
        MethodHandles.filterReturnValue(
                lookup.findVirtual(metaData, "getFields", methodType(fields)),
                MethodHandles.insertArguments(
                    lookup.findVirtual(fields, "get", methodType(String.class, String.class)),
                    1,
                    "Content-Type"))
            .asType(methodType(String.class, Object.class));
    setHeader =
        MethodHandles.filterArguments(
                lookup.findVirtual(
                    response, "setHeader", methodType(void.class, String.class, String.class)),
                0,
                lookup.findVirtual(channel, "getResponse", methodType(response)))
            .asType(methodType(void.class, Object.class, String.class, String.class));
  }

  /** Until 9.4 a URI can be changed, but the request keeps the original; it is final since 10. */
  private static MethodHandle pathOf(ClassLoader loader, Class<?> request, Class<?> uri)
      throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    if (!uri.isInterface()) {
      return lookup.findVirtual(request, "getOriginalURI", methodType(String.class));
    }
    Class<?> head = Class.forName("org.eclipse.jetty.http.MetaData$Request", false, loader);
    return MethodHandles.filterReturnValue(
        lookup.findVirtual(request, "getMetaData", methodType(head)),
        MethodHandles.filterReturnValue(
            lookup.findVirtual(head, "getURI", methodType(uri)),
            lookup.findVirtual(uri, "getPath", methodType(String.class))));
  }

  @Override
  String path(Object channel) throws Throwable {
    return (String) path.invokeExact(channel);
  }

  @Override
  String contentType(Object channel) throws Throwable {
    Object head = (Object) committed.invokeExact(channel);
    return head == null ? null : (String) contentType.invokeExact(head);
  }

  @Override
  void closeConnection(Object channel) throws Throwable {
    setHeader.invokeExact(channel, "Connection", "close");
  }
}
