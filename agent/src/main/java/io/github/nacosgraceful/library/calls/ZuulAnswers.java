package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.suspect.Suspects;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;

/**
 * The answers that Zuul passes on, from Apache's client 4. The word is taken out of them. Nothing
 * is known of when a call began.
 */
final class ZuulAnswers extends Handler {

  static final String RESPONSE =
      "org.springframework.cloud.netflix.ribbon.apache.RibbonApacheHttpResponse";

  static final Members<Handles> MEMBERS =
      new Members<>(type -> new Handles(type.getClassLoader()), Answers.OFF, Answers.CONSEQUENCE);

  private final Suspects suspects;

  ZuulAnswers(Suspects suspects) {
    this.suspects = suspects;
  }

  /**
   * An answer is there.
   *
   * @param url where the call went
   */
  @Override
  public Object enter(Object response, Object url, Object b, Object c) throws Throwable {
    Handles handles = MEMBERS.get(response.getClass());
    Object header = handles == null ? null : handles.header.invokeExact(response);
    if (header != null) {
      String goodbye = (String) handles.value.invokeExact(header);
      handles.remove.invokeExact(response);
      HostPort called = url == null ? null : HostPort.of((URI) url);
      if (called != null) {
        suspects.answered(called, goodbye, null);
      }
    }
    return null;
  }

  /** The members of Apache's client that are called, in one class loader: all or none. */
  static final class Handles {

    private final MethodHandle header;
    private final MethodHandle value;
    private final MethodHandle remove;

    private Handles(ClassLoader loader) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> message = Class.forName("org.apache.http.HttpMessage", false, loader);
      Class<?> one = Class.forName("org.apache.http.Header", false, loader);
      header =
          MethodHandles.insertArguments(
                  lookup.findVirtual(
                      message, "getFirstHeader", MethodType.methodType(one, String.class)),
                  1,
                  Goodbye.HEADER)
              .asType(MethodType.methodType(Object.class, Object.class));
      value =
          lookup
              .findVirtual(one, "getValue", MethodType.methodType(String.class))
              .asType(MethodType.methodType(String.class, Object.class));
      remove =
          MethodHandles.insertArguments(
                  lookup.findVirtual(
                      message, "removeHeaders", MethodType.methodType(void.class, String.class)),
                  1,
                  Goodbye.HEADER)
              .asType(MethodType.methodType(void.class, Object.class));
    }
  }
}
