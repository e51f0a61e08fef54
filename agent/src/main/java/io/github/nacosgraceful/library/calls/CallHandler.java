package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.suspect.ConnectFailure;
import io.github.nacosgraceful.suspect.Suspects;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;
import java.net.URI;

/**
 * At the end of each outbound call: says whether it connected. Runs on the calling thread; looks at
 * the request only if it failed or something is suspected.
 */
abstract class CallHandler extends Handler {

  private final Suspects suspects;

  private CallHandler(Suspects suspects) {
    this.suspects = suspects;
  }

  /** Where the request goes, or null. */
  abstract HostPort address(Object request) throws Throwable;

  /** A call begins. While nothing is suspected, this is one look at an empty map. */
  @Override
  public Object enter(Object request, Object a, Object b, Object c) throws Throwable {
    if (suspects.isEmpty()) {
      return null;
    }
    HostPort address = address(request);
    return address == null ? null : suspects.doubtOf(address);
  }

  @Override
  public void exit(Object doubt, Object request, Object thrown) throws Throwable {
    if (thrown != null) {
      failed(request, (Throwable) thrown);
    } else if (doubt != null) {
      suspects.succeeded(address(request), doubt);
    }
  }

  final void failed(Object request, Throwable thrown) throws Throwable {
    HostPort address = address(request);
    if (address == null) {
      return;
    }
    if (ConnectFailure.isIn(thrown)) {
      suspects.failed(address);
    } else {
      suspects.broke(address);
    }
  }

  /** For {@code feign.Request}: its URL names the instance that was picked. */
  static Handler onFeignCall(Suspects suspects) {
    return new Getter(suspects, "feign.Request", "url", String.class);
  }

  /** For {@code ClientHttpRequest} of Spring. */
  static Handler onSpringCall(Suspects suspects) {
    return new Getter(suspects, "org.springframework.http.HttpRequest", "getURI", URI.class);
  }

  /** For {@code ClientRequest} of WebClient. */
  static Handler onWebClientCall(Suspects suspects) {
    return new Getter(
        suspects,
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
                : said instanceof String ? HostPort.ofMessage((String) said) : null;
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

    Getter(Suspects suspects, String type, String name, Class<?> result) {
      super(suspects);
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
