package io.github.nacosgraceful.start;

import io.github.nacosgraceful.library.alibaba.SpringCloudAlibabaHooks;
import io.github.nacosgraceful.library.calls.SuspectHooks;
import io.github.nacosgraceful.library.dubbo.DubboHooks;
import io.github.nacosgraceful.library.grpc.GrpcHooks;
import io.github.nacosgraceful.library.grpc.GrpcServerHooks;
import io.github.nacosgraceful.library.jetty.JettyHooks;
import io.github.nacosgraceful.library.loadbalancer.LoadBalancerHooks;
import io.github.nacosgraceful.library.micrometer.MicrometerHooks;
import io.github.nacosgraceful.library.ribbon.RibbonHooks;
import io.github.nacosgraceful.library.spring.SpringHooks;
import io.github.nacosgraceful.library.tomcat.TomcatHooks;
import io.github.nacosgraceful.library.undertow.UndertowHooks;
import io.github.nacosgraceful.library.webflux.WebFluxHooks;
import io.github.nacosgraceful.library.websocket.WebSocketHooks;
import io.github.nacosgraceful.nacos.NacosHooks;
import io.github.nacosgraceful.weave.Hook;
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
