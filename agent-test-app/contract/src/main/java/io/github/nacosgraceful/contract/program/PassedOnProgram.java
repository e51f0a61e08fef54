package io.github.nacosgraceful.contract.program;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/**
 * Has Gateway MVC filter the headers of an answer that says goodbye, and prints how many of them it
 * passes on.
 */
public final class PassedOnProgram {

  private static final String EXCHANGE =
      "org.springframework.cloud.gateway.server.mvc.handler.ProxyExchangeHandlerFunction";

  private PassedOnProgram() {}

  public static void main(String[] arguments) throws Exception {
    HttpHeaders headers = new HttpHeaders();
    headers.set(HttpClients.HEADER, "10.0.0.1:8080; start=1");
    headers.set("Other", "word");
    Class<?> exchange = Class.forName(EXCHANGE);
    Method filter = null;
    for (Method method : exchange.getDeclaredMethods()) {
      filter = method.getName().equals("filterHeaders") ? method : filter;
    }
    filter.setAccessible(true);
    Object filters =
        filter.getParameterTypes()[0] == List.class ? Collections.emptyList() : Stream.empty();
    HttpHeaders passedOn =
        (HttpHeaders) filter.invoke(anyOf(exchange), filters, headers, new Object());
    System.out.printf(
        "passed-on goodbye=%d other=%d%n",
        passedOn.getFirst(HttpClients.HEADER) == null ? 0 : 1,
        passedOn.getFirst("Other") == null ? 0 : 1);
    System.exit(0);
  }

  private static Object anyOf(Class<?> exchange) throws ReflectiveOperationException {
    Constructor<?> shortest = null;
    for (Constructor<?> one : exchange.getDeclaredConstructors()) {
      if (shortest == null || one.getParameterCount() < shortest.getParameterCount()) {
        shortest = one;
      }
    }
    shortest.setAccessible(true);
    return shortest.newInstance(new Object[shortest.getParameterCount()]);
  }
}
