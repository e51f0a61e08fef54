package io.github.nacosgraceful.library.jetty;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/**
 * The members of Jetty 12, in one class loader: all or none. The channel shows its request and
 * response to nobody, so its fields are read.
 */
final class Jetty12Handles extends JettyHandles {

  private final Member request;
  private final Member path;
  private final Member userAgent;
  private final Member headers;
  private final Member isCommitted;
  private final Member contentType;
  private final MethodHandle putHeader;

  Jetty12Handles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> channel = Class.forName(CHANNEL_12, false, loader);
    Class<?> request = Class.forName("org.eclipse.jetty.server.Request", false, loader);
    Class<?> uri = Class.forName("org.eclipse.jetty.http.HttpURI", false, loader);
    Class<?> fields = Class.forName("org.eclipse.jetty.http.HttpFields", false, loader);
    Class<?> mutable = Class.forName("org.eclipse.jetty.http.HttpFields$Mutable", false, loader);
    Class<?> name = Class.forName("org.eclipse.jetty.http.HttpHeader", true, loader);
    this.request = Member.of(Members.field(channel, "_request"));
    path =
        Member.of(
            MethodHandles.filterReturnValue(
                lookup.findVirtual(request, "getHttpURI", methodType(uri)),
                lookup.findVirtual(uri, "getPath", methodType(String.class))));
    userAgent =
        Member.of(
            MethodHandles.filterReturnValue(
                lookup.findVirtual(request, "getHeaders", methodType(fields)),
                Members.textOf(fields, "get", name, name.getField("USER_AGENT").get(null))));
    MethodHandle headersOf = Members.field(channel, "_responseHeaders");
    headers = Member.of(headersOf);
    isCommitted =
        Member.of(
            lookup.findVirtual(
                headersOf.type().returnType(), "isCommitted", methodType(boolean.class)));
    contentType =
        Member.of(Members.textOf(fields, "get", name, name.getField("CONTENT_TYPE").get(null)));
    putHeader =
        lookup
            .findVirtual(mutable, "put", methodType(mutable, String.class, String.class))
            .asType(methodType(void.class, Object.class, String.class, String.class));
  }

  @Override
  String path(Object channel) throws Throwable {
    Object served = request.get(channel);
    return served == null ? null : (String) path.get(served);
  }

  @Override
  String userAgent(Object channel) throws Throwable {
    Object served = request.get(channel);
    return served == null ? null : (String) userAgent.get(served);
  }

  @Override
  String contentType(Object channel) throws Throwable {
    Object fields = headers.get(channel);
    return isCommitted.is(fields) ? (String) contentType.get(fields) : null;
  }

  @Override
  void closeConnection(Object channel) throws Throwable {
    Object fields = headers.get(channel);
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
