package io.github.nacosgraceful.library.jetty;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The members of Jetty 9.4 to 11, in one class loader: all or none. */
final class Jetty9Handles extends JettyHandles {

  private static final String ABORTED = "io.github.nacosgraceful.aborted";

  /** What keeps the path as it came in. */
  private final Member source;

  private final Member path;
  private final Member sent;
  private final Member userAgent;
  private final Member committed;
  private final Member contentType;
  private final MethodHandle setHeader;
  private final Member aborted;
  private final MethodHandle setAttribute;

  Jetty9Handles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> channel = Class.forName(CHANNEL, false, loader);
    Class<?> request = Class.forName("org.eclipse.jetty.server.Request", false, loader);
    Class<?> response = Class.forName("org.eclipse.jetty.server.Response", false, loader);
    Class<?> uri = Class.forName("org.eclipse.jetty.http.HttpURI", false, loader);
    Class<?> metaData = Class.forName("org.eclipse.jetty.http.MetaData", false, loader);
    Class<?> head = Class.forName("org.eclipse.jetty.http.MetaData$Response", false, loader);
    Class<?> fields = Class.forName("org.eclipse.jetty.http.HttpFields", false, loader);
    Class<?> name = Class.forName("org.eclipse.jetty.http.HttpHeader", true, loader);
    MethodHandle requestOf = lookup.findVirtual(channel, "getRequest", methodType(request));
    // Until 9.4 a URI can be changed, but the request keeps the original; it is final since 10.
    Class<?> original =
        uri.isInterface()
            ? Class.forName("org.eclipse.jetty.http.MetaData$Request", false, loader)
            : request;
    source =
        Member.of(
            original == request
                ? requestOf
                : MethodHandles.filterReturnValue(
                    requestOf, lookup.findVirtual(request, "getMetaData", methodType(original))));
    path =
        Member.of(
            original == request
                ? lookup.findVirtual(request, "getOriginalURI", methodType(String.class))
                : MethodHandles.filterReturnValue(
                    lookup.findVirtual(original, "getURI", methodType(uri)),
                    lookup.findVirtual(uri, "getPath", methodType(String.class))));
    Class<?> requestHead = Class.forName("org.eclipse.jetty.http.MetaData$Request", false, loader);
    sent =
        Member.of(
            MethodHandles.filterReturnValue(
                requestOf, lookup.findVirtual(request, "getMetaData", methodType(requestHead))));
    userAgent =
        Member.of(
            MethodHandles.filterReturnValue(
                lookup.findVirtual(metaData, "getFields", methodType(fields)),
                Members.textOf(fields, "get", name, name.getField("USER_AGENT").get(null))));
    committed = Member.of(lookup.findVirtual(channel, "getCommittedMetaData", methodType(head)));
    contentType =
        Member.of(
            MethodHandles.filterReturnValue(
                lookup.findVirtual(metaData, "getFields", methodType(fields)),
                Members.textOf(fields, "get", name, name.getField("CONTENT_TYPE").get(null))));
    setHeader =
        MethodHandles.filterArguments(
                lookup.findVirtual(
                    response, "setHeader", methodType(void.class, String.class, String.class)),
                0,
                lookup.findVirtual(channel, "getResponse", methodType(response)))
            .asType(methodType(void.class, Object.class, String.class, String.class));
    aborted =
        Member.of(
            MethodHandles.insertArguments(
                MethodHandles.filterArguments(
                    lookup.findVirtual(
                        request, "getAttribute", methodType(Object.class, String.class)),
                    0,
                    requestOf),
                1,
                ABORTED));
    setAttribute =
        MethodHandles.filterArguments(
                lookup.findVirtual(
                    request, "setAttribute", methodType(void.class, String.class, Object.class)),
                0,
                requestOf)
            .asType(methodType(void.class, Object.class, String.class, Object.class));
  }

  @Override
  String path(Object channel) throws Throwable {
    Object original = source.get(channel);
    return original == null ? null : (String) path.get(original);
  }

  @Override
  String userAgent(Object channel) throws Throwable {
    Object head = sent.get(channel);
    return head == null ? null : (String) userAgent.get(head);
  }

  @Override
  String contentType(Object channel) throws Throwable {
    Object head = committed.get(channel);
    return head == null ? null : (String) contentType.get(head);
  }

  @Override
  void closeConnection(Object channel) throws Throwable {
    setHeader.invokeExact(channel, "Connection", "close");
  }

  @Override
  boolean isAborted(Object channel) throws Throwable {
    return aborted.get(channel) != null;
  }

  /** Jetty forgets a request's attributes before the channel serves the next. */
  @Override
  void abort(Object channel) throws Throwable {
    setAttribute.invokeExact(channel, ABORTED, (Object) Boolean.TRUE);
  }
}
