package io.github.nacosgraceful.contract.program;

import java.net.URI;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.reactive.ClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/** WebClient over the clients that Spring has. */
final class WebClients {

  private WebClients() {}

  static HttpClients of(String type, boolean posts) throws ReflectiveOperationException {
    ClientHttpConnector connector =
        (ClientHttpConnector) Class.forName(type).getConstructor().newInstance();
    AtomicReference<String> said = new AtomicReference<>();
    WebClient client =
        WebClient.builder()
            .clientConnector(connector)
            .filter(
                (request, next) ->
                    next.exchange(request)
                        .doOnNext(
                            response ->
                                said.set(
                                    response
                                        .headers()
                                        .asHttpHeaders()
                                        .getFirst(HttpClients.HEADER))))
            .build();
    return url -> {
      WebClient.RequestBodySpec request =
          client.method(posts ? HttpMethod.POST : HttpMethod.GET).uri(URI.create(url));
      WebClient.RequestHeadersSpec<?> whole =
          posts ? request.body(Mono.just("work"), String.class) : request;
      whole.retrieve().bodyToMono(String.class).block();
      return said.get();
    };
  }
}
