package io.github.nacosgraceful.library.tomcat;

import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.HealthChecks;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The members of Tomcat that counting needs, in one class loader: all or none.
 *
 * <p>The path is read from the connector's bytes, never through {@code MessageBytes.toString}: that
 * turns the bytes into a String for good, and Tomcat then takes the request for one from its
 * in-memory protocol and skips decoding and normalising the path.
 */
final class TomcatHandles {

  static final Members<TomcatHandles> MEMBERS =
      new Members<>(
          type -> new TomcatHandles(type.getClassLoader()),
          "tomcat is off",
          "The drain does not see its requests");

  /**
   * {@code CoyoteAdapter.ADAPTER_NOTES}: where the connector's request keeps the servlet side of
   * itself.
   */
  private static final int ADAPTER_NOTES = 1;

  private final Member chunk;
  private final Member buffer;
  private final Member start;
  private final Member length;
  private final Member note;
  private final Member isAsync;
  private final Member userAgent;
  private final MethodHandle sender;
  private final Member isHealthCheck;
  private final MethodHandle requestOf;
  private final MethodHandle responseOf;
  private final MethodHandle isCommitted;
  private final MethodHandle contentType;
  private final MethodHandle isHttp1;
  private final MethodHandle setHeader;

  TomcatHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> request = Class.forName("org.apache.coyote.Request", false, loader);
    Class<?> messageBytes = Class.forName("org.apache.tomcat.util.buf.MessageBytes", false, loader);
    Class<?> byteChunk = Class.forName("org.apache.tomcat.util.buf.ByteChunk", false, loader);
    Class<?> servletRequest = Class.forName("org.apache.catalina.connector.Request", false, loader);
    MethodType fromObject = MethodType.methodType(Object.class, Object.class);
    chunk =
        Member.of(
            MethodHandles.filterReturnValue(
                lookup.findVirtual(request, "requestURI", MethodType.methodType(messageBytes)),
                lookup.findVirtual(
                    messageBytes, "getByteChunk", MethodType.methodType(byteChunk))));
    buffer =
        Member.of(lookup.findVirtual(byteChunk, "getBuffer", MethodType.methodType(byte[].class)));
    start = Member.of(lookup.findVirtual(byteChunk, "getStart", MethodType.methodType(int.class)));
    length =
        Member.of(lookup.findVirtual(byteChunk, "getLength", MethodType.methodType(int.class)));
    note =
        Member.of(
            MethodHandles.insertArguments(
                lookup.findVirtual(
                    request, "getNote", MethodType.methodType(Object.class, int.class)),
                1,
                ADAPTER_NOTES));
    isAsync =
        Member.of(
            lookup.findVirtual(servletRequest, "isAsync", MethodType.methodType(boolean.class)));
    Class<?> headers = Class.forName("org.apache.tomcat.util.http.MimeHeaders", false, loader);
    userAgent =
        Member.of(
            MethodHandles.filterReturnValue(
                lookup.findVirtual(request, "getMimeHeaders", MethodType.methodType(headers)),
                MethodHandles.insertArguments(
                    lookup.findVirtual(
                        headers, "getValue", MethodType.methodType(messageBytes, String.class)),
                    1,
                    "User-Agent")));
    sender =
        Members.textOf(request, "getHeader", String.class, "User-Agent")
            .asType(MethodType.methodType(String.class, Object.class));
    MethodHandle startsWith =
        lookup.findVirtual(
            messageBytes,
            "startsWithIgnoreCase",
            MethodType.methodType(boolean.class, String.class, int.class));
    isHealthCheck = Member.of(startsWithAny(startsWith, HealthChecks.SENDERS));
    Class<?> response = Class.forName("org.apache.coyote.Response", false, loader);
    requestOf =
        lookup
            .findVirtual(response, "getRequest", MethodType.methodType(request))
            .asType(fromObject);
    responseOf =
        lookup
            .findVirtual(request, "getResponse", MethodType.methodType(response))
            .asType(fromObject);
    isCommitted =
        lookup
            .findVirtual(response, "isCommitted", MethodType.methodType(boolean.class))
            .asType(MethodType.methodType(boolean.class, Object.class));
    // The field, because its getter makes a new String where there is a character set too.
    contentType =
        Members.field(response, "contentType")
            .asType(MethodType.methodType(String.class, Object.class));
    isHttp1 =
        MethodHandles.filterReturnValue(
                lookup.findVirtual(request, "protocol", MethodType.methodType(messageBytes)),
                MethodHandles.insertArguments(startsWith, 1, "HTTP/1", 0))
            .asType(MethodType.methodType(boolean.class, Object.class));
    setHeader =
        lookup
            .findVirtual(
                response,
                "setHeader",
                MethodType.methodType(void.class, String.class, String.class))
            .asType(MethodType.methodType(void.class, Object.class, String.class, String.class));
  }

  /** One handle for all, so that the JIT sees through it. */
  private static MethodHandle startsWithAny(MethodHandle startsWith, List<String> beginnings) {
    MethodHandle any =
        MethodHandles.dropArguments(
            MethodHandles.constant(boolean.class, false), 0, startsWith.type().parameterType(0));
    MethodHandle yes =
        MethodHandles.dropArguments(
            MethodHandles.constant(boolean.class, true), 0, startsWith.type().parameterType(0));
    for (String beginning : beginnings) {
      MethodHandle test = MethodHandles.insertArguments(startsWith, 1, beginning, 0);
      any = MethodHandles.guardWithTest(test, yes, any);
    }
    return any;
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static TomcatHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  /** The path of a connector's request, as bytes. */
  Object path(Object request) throws Throwable {
    return chunk.get(request);
  }

  /** Null if the request carries no path. */
  byte[] buffer(Object path) throws Throwable {
    return (byte[]) buffer.get(path);
  }

  int start(Object path) throws Throwable {
    return start.number(path);
  }

  int length(Object path) throws Throwable {
    return length.number(path);
  }

  /** The path as a text, which is made anew. */
  String pathText(Object request) throws Throwable {
    Object path = path(request);
    byte[] bytes = buffer(path);
    return bytes == null
        ? null
        : new String(bytes, start(path), length(path), StandardCharsets.ISO_8859_1);
  }

  /** Null if nobody says. */
  String userAgent(Object request) throws Throwable {
    return (String) sender.invokeExact(request);
  }

  /** Whether a platform looks whether this process is well: {@link HealthChecks}. */
  boolean isHealthCheck(Object request) throws Throwable {
    Object sender = userAgent.get(request);
    return sender != null && isHealthCheck.is(sender);
  }

  /**
   * Whether an asynchronous request goes on after this pass. A request that is over was recycled
   * and says no.
   */
  boolean isAsync(Object request) throws Throwable {
    Object servletRequest = note.get(request);
    return servletRequest != null && isAsync.is(servletRequest);
  }

  Object requestOf(Object response) throws Throwable {
    return (Object) requestOf.invokeExact(response);
  }

  Object responseOf(Object request) throws Throwable {
    return (Object) responseOf.invokeExact(request);
  }

  /** Whether the head of a response was sent. */
  boolean isCommitted(Object response) throws Throwable {
    return (boolean) isCommitted.invokeExact(response);
  }

  /** Null if there is none so far. */
  String contentType(Object response) throws Throwable {
    return (String) contentType.invokeExact(response);
  }

  /** Where the protocol knows of it, the caller will close the connection. */
  void closeConnection(Object request, Object response) throws Throwable {
    if ((boolean) isHttp1.invokeExact(request)) {
      setHeader.invokeExact(response, "Connection", "close");
    }
  }
}
