package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.reroute.FailedAddress;
import io.github.nacosgraceful.reroute.NeverSent;
import io.github.nacosgraceful.reroute.RefusedStream;
import io.github.nacosgraceful.reroute.Unsent;
import io.github.nacosgraceful.silence.Calls;
import io.github.nacosgraceful.suspect.ConnectFailure;
import io.github.nacosgraceful.suspect.Suspects;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.Function;

/**
 * At the end of each outbound call: says whether it connected, and whether the answer says goodbye.
 * Runs on the calling thread; looks at the request only if it failed, if the instance leaves, or if
 * something is suspected.
 */
abstract class CallHandler extends Handler {

  private final Suspects suspects;
  private final Calls calls;
  private final Answers answers;
  private final Function<Object, HostPort> addresses = this::addressOrNone;

  private CallHandler(Suspects suspects, Calls calls, Answers answers) {
    this.suspects = suspects;
    this.calls = calls;
    this.answers = answers;
  }

  /** Where the request goes, or null. */
  abstract HostPort address(Object request) throws Throwable;

  private HostPort addressOrNone(Object request) {
    try {
      return address(request);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /** A call begins. Allocates nothing. */
  @Override
  public Object enter(Object request, Object a, Object b, Object c) throws Throwable {
    return calls.begun(request, suspects.begun(), addresses);
  }

  /**
   * A call ended.
   *
   * @param call what {@link #enter} returned
   * @param thrown null if it was answered
   * @param response null if it was not
   */
  @Override
  public Object leave(Object call, Object request, Object thrown, Object response)
      throws Throwable {
    Throwable failure = (Throwable) thrown;
    String goodbye = null;
    Object begun = null;
    boolean isAnswered = false;
    try {
      if (failure == null && response != null) {
        goodbye = answers.goodbye(response);
        isAnswered = true;
      }
    } catch (IOException noAnswer) {
      failure = noAnswer; // the application meets it where it reads the answer
    } finally {
      begun = calls.ended(call, isAnswered);
    }
    if (failure != null) {
      failed(request, failure);
    } else if (isAnswered) {
      answered(begun, request, goodbye);
    }
    return response;
  }

  private void answered(Object begun, Object request, String goodbye) throws Throwable {
    if (goodbye != null || !suspects.isEmpty()) {
      HostPort address = address(request);
      if (address != null) {
        suspects.answered(address, goodbye, begun);
      }
    }
  }

  final void failed(Object request, Throwable thrown) throws Throwable {
    HostPort address = address(request);
    if (address == null) {
      return;
    }
    boolean isConnected = !ConnectFailure.isIn(thrown);
    if (isConnected) {
      suspects.broke(address);
    } else if (NeverSent.isAt(address, thrown)) {
      suspects.failed(address);
    } // else a redirect has led elsewhere: this instance has answered
    if ((!isConnected || RefusedStream.isIn(thrown))
        && NeverSent.isCertain(address, thrown, () -> Attempts.areHarmless(request))) {
      Unsent.note(thrown, address, request, isConnected);
    }
  }

  /**
   * For {@code feign.Request}: its URL names the instance that was picked.
   *
   * @param hears whether answers are looked at
   */
  static Handler onFeignCall(Suspects suspects, Calls calls, boolean hears) {
    return new Getter(
        suspects,
        calls,
        hears ? new FeignAnswers() : Answers.UNREAD,
        "feign.Request",
        "url",
        String.class);
  }

  /**
   * For {@code ClientHttpRequest} of Spring.
   *
   * @param hears whether answers are looked at
   */
  static Handler onSpringCall(Suspects suspects, Calls calls, boolean hears) {
    return new Getter(
        suspects,
        calls,
        new SpringAnswers(hears),
        "org.springframework.http.HttpRequest",
        "getURI",
        URI.class);
  }

  /** For {@code ClientRequest} of WebClient. */
  static Handler onWebClientCall(Suspects suspects) {
    return new Getter(
        suspects,
        null,
        null,
        "org.springframework.web.reactive.function.client.ClientRequest",
        "url",
        URI.class) {
      @Override
      public Object enter(Object request, Object thrown, Object b, Object c) throws Throwable {
        failed(request, (Throwable) thrown);
        return null;
      }
    };
  }

  /** For what Netty says of a connection that failed: its address, or a sentence with it. */
  static Handler onNettyFailure(Suspects suspects) {
    return new Handler() {
      @Override
      public Object enter(Object cause, Object said, Object b, Object c) {
        if (cause != null && !ConnectFailure.isIn((Throwable) cause)) {
          return null;
        }
        HostPort address =
            said instanceof InetSocketAddress
                ? HostPort.of((InetSocketAddress) said)
                : said instanceof String ? FailedAddress.in((String) said) : null;
        if (address != null) {
          suspects.failed(address);
        }
        return null;
      }
    };
  }

  /** Reads the URL from a request by one public getter. */
  private static class Getter extends CallHandler {

    private final Members<MethodHandle> getters;

    Getter(
        Suspects suspects,
        Calls calls,
        Answers answers,
        String type,
        String name,
        Class<?> result) {
      super(suspects, calls, answers);
      getters =
          new Members<>(
              request ->
                  MethodHandles.publicLookup()
                      .findVirtual(
                          Class.forName(type, false, request.getClassLoader()),
                          name,
                          MethodType.methodType(result))
                      .asType(MethodType.methodType(Object.class, Object.class)),
              "suspect is off",
              "Calls that cannot connect are not noticed");
    }

    @Override
    HostPort address(Object request) throws Throwable {
      MethodHandle getter = getters.get(request.getClass());
      if (getter == null) {
        return null;
      }
      Object url = getter.invokeExact(request);
      return HostPort.of(url instanceof URI ? (URI) url : URI.create((String) url));
    }
  }
}
