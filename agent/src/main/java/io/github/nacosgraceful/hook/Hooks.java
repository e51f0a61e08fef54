package io.github.nacosgraceful.hook;

import io.github.nacosgraceful.dubbo.DubboHooks;
import io.github.nacosgraceful.grpc.GrpcHooks;
import io.github.nacosgraceful.grpc.GrpcServerHooks;
import io.github.nacosgraceful.jetty.JettyHooks;
import io.github.nacosgraceful.loadbalancer.LoadBalancerHooks;
import io.github.nacosgraceful.micrometer.MicrometerHooks;
import io.github.nacosgraceful.nacos.NacosHooks;
import io.github.nacosgraceful.ribbon.RibbonHooks;
import io.github.nacosgraceful.spring.SpringHooks;
import io.github.nacosgraceful.springcloud.SpringCloudAlibabaHooks;
import io.github.nacosgraceful.suspect.SuspectHooks;
import io.github.nacosgraceful.tomcat.TomcatHooks;
import io.github.nacosgraceful.undertow.UndertowHooks;
import io.github.nacosgraceful.webflux.WebFluxHooks;
import io.github.nacosgraceful.websocket.WebSocketHooks;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Everything that the agent touches in an application. Beside this list there is only the JVM's
 * shutdown.
 */
public final class Hooks {

  private Hooks() {}

  public static List<Hook> all() {
    List<Hook> all = new ArrayList<>();
    all.addAll(NacosHooks.hooks());
    all.addAll(SpringHooks.hooks());
    all.addAll(LoadBalancerHooks.hooks());
    all.addAll(RibbonHooks.hooks());
    all.addAll(GrpcHooks.hooks());
    all.addAll(SuspectHooks.hooks());
    all.addAll(TomcatHooks.hooks());
    all.addAll(JettyHooks.hooks());
    all.addAll(UndertowHooks.hooks());
    all.addAll(WebFluxHooks.hooks());
    all.addAll(WebSocketHooks.hooks());
    all.addAll(GrpcServerHooks.hooks());
    all.addAll(DubboHooks.hooks());
    all.addAll(MicrometerHooks.hooks());
    all.addAll(SpringCloudAlibabaHooks.hooks());
    return Collections.unmodifiableList(all);
  }
}
