package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.member.Reflection;

/**
 * Of a blocking call that could not connect, where the failure names no address: whether it is safe
 * to make it once more. On the thread that calls, after a failure.
 */
final class Attempts {

  private static final String JDKS_CLIENT = "org.springframework.http.client.JdkClientHttpRequest";

  private Attempts() {}

  /** It only reads, or its client follows no redirect and so has tried nothing else. */
  static boolean areHarmless(Object request) throws ReflectiveOperationException {
    boolean isFeigns = request.getClass().getName().equals("feign.Request");
    String method = String.valueOf(Reflection.call(request, isFeigns ? "httpMethod" : "getMethod"));
    return method.equals("GET")
        || method.equals("HEAD")
        || request.getClass().getName().equals(JDKS_CLIENT) && followsNone(request);
  }

  private static boolean followsNone(Object request) throws ReflectiveOperationException {
    Object policy =
        Class.forName("java.net.http.HttpClient") // since Java 11, as is that request
            .getMethod("followRedirects")
            .invoke(Reflection.get(request, "httpClient"));
    return String.valueOf(policy).equals("NEVER");
  }
}
