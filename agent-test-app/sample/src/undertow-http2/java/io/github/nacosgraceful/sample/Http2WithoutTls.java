package io.github.nacosgraceful.sample;

import io.undertow.UndertowOptions;
import org.springframework.boot.web.embedded.undertow.UndertowServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * HTTP/2 without TLS, which Spring Boot has since 2.5. Only with {@code
 * --spring.main.sources=io.github.nacosgraceful.sample.Http2WithoutTls}; as for Undertow.
 */
@Component
class Http2WithoutTls implements WebServerFactoryCustomizer<UndertowServletWebServerFactory> {

  @Override
  public void customize(UndertowServletWebServerFactory factory) {
    factory.addBuilderCustomizers(
        builder -> builder.setServerOption(UndertowOptions.ENABLE_HTTP2, true));
  }
}
