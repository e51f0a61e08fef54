package io.github.nacosgraceful.sample;

import org.springframework.boot.web.embedded.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import reactor.netty.http.HttpProtocol;

/**
 * HTTP/2 without TLS, which Spring Boot has since 2.5. Only with {@code
 * --spring.main.sources=io.github.nacosgraceful.sample.Http2WithoutTls}; as for Reactor Netty.
 */
class Http2WithoutTls implements WebServerFactoryCustomizer<NettyReactiveWebServerFactory> {

  @Override
  public void customize(NettyReactiveWebServerFactory factory) {
    factory.addServerCustomizers(
        server -> server.protocol(HttpProtocol.HTTP11, HttpProtocol.H2C));
  }
}
