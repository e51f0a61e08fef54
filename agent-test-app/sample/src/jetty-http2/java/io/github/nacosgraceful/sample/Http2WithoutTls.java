package io.github.nacosgraceful.sample;

import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.ServerConnector;
import org.springframework.boot.web.embedded.jetty.JettyServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * HTTP/2 without TLS, which Spring Boot has since 2.5. Only with {@code
 * --spring.main.sources=io.github.nacosgraceful.sample.Http2WithoutTls}; as for Jetty.
 */
@Component
class Http2WithoutTls implements WebServerFactoryCustomizer<JettyServletWebServerFactory> {

  @Override
  public void customize(JettyServletWebServerFactory factory) {
    factory.addServerCustomizers(
        server -> {
          for (Connector connector : server.getConnectors()) {
            ((ServerConnector) connector)
                .addConnectionFactory(new HTTP2CServerConnectionFactory(new HttpConfiguration()));
          }
        });
  }
}
