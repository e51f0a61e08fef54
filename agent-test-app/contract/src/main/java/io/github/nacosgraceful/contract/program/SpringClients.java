package io.github.nacosgraceful.contract.program;

import java.net.URI;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.web.client.RestTemplate;

/** RestTemplate over the clients that Spring has. */
final class SpringClients {

  private SpringClients() {}

  static HttpClients of(String type, boolean posts) throws ReflectiveOperationException {
    ClientHttpRequestFactory factory =
        (ClientHttpRequestFactory) Class.forName(type).getConstructor().newInstance();
    RestTemplate template = new RestTemplate(factory);
    return url ->
        template.execute(
            URI.create(url),
            posts ? HttpMethod.POST : HttpMethod.GET,
            request -> {
              if (posts) {
                request.getBody().write("work".getBytes());
              }
            },
            response -> response.getHeaders().getFirst(HttpClients.HEADER));
  }
}
