package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.suspect.Suspects;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.util.function.Supplier;

/**
 * The answers of WebClient over Jetty's client, Apache's, or the JDK's: nothing is known of when
 * the call began. Those over Reactor Netty are read below it, see {@link ReactorCalls}.
 */
final class WebClientAnswers extends Handler {

  private static final String HTTP_REQUEST = "org.springframework.http.HttpRequest";

  private static final ClassValue<Boolean> IS_READ_BELOW =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> response) {
          return response.getSimpleName().startsWith("Reactor");
        }
      };

  private final Suspects suspects;
  private final Members<MethodHandle> url =
      new Members<>(
          request ->
              MethodHandles.publicLookup()
                  .findVirtual(
                      Class.forName(HTTP_REQUEST, false, request.getClassLoader()),
                      "getURI",
                      MethodType.methodType(URI.class))
                  .asType(MethodType.methodType(URI.class, Object.class)),
          Answers.OFF,
          Answers.CONSEQUENCE);

  WebClientAnswers(Suspects suspects) {
    this.suspects = suspects;
  }

  /**
   * An answer is about to be handed to the application.
   *
   * @param request supplies it
   */
  @Override
  public Object enter(Object response, Object request, Object b, Object c) throws Throwable {
    if (response == null || IS_READ_BELOW.get(response.getClass())) {
      return null;
    }
    Member header = SpringAnswers.HEADERS.get(response.getClass());
    String goodbye = header == null ? null : (String) header.get(response);
    if (goodbye != null) {
      Object made = ((Supplier<?>) request).get();
      MethodHandle getter = url.get(made.getClass());
      HostPort called = getter == null ? null : HostPort.of((URI) getter.invokeExact(made));
      if (called != null) {
        suspects.answered(called, goodbye, null);
      }
    }
    return null;
  }
}
