package io.github.nacosgraceful.contract.program;

import java.io.Closeable;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.net.URI;

/** Apache's client and the answer that Zuul makes of its own, neither of which is compiled with. */
final class ZuulClient {

  private static final String APACHE = "org.apache.http.";

  private ZuulClient() {}

  static HttpClients create() throws ReflectiveOperationException {
    Object client =
        Class.forName(APACHE + "impl.client.HttpClients").getMethod("createDefault").invoke(null);
    Method execute =
        Class.forName(APACHE + "client.HttpClient")
            .getMethod("execute", Class.forName(APACHE + "client.methods.HttpUriRequest"));
    Constructor<?> get =
        Class.forName(APACHE + "client.methods.HttpGet").getConstructor(String.class);
    Constructor<?> answer =
        Class.forName("org.springframework.cloud.netflix.ribbon.apache.RibbonApacheHttpResponse")
            .getConstructor(Class.forName(APACHE + "HttpResponse"), URI.class);
    Method header = Class.forName(APACHE + "HttpMessage").getMethod("getFirstHeader", String.class);
    return url -> {
      try (Closeable response = (Closeable) execute.invoke(client, get.newInstance(url))) {
        answer.newInstance(response, URI.create(url));
        Object found = header.invoke(response, HttpClients.HEADER);
        return found == null ? null : found.toString();
      }
    };
  }
}
