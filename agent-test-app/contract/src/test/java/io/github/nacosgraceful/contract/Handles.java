package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.library.grpc.GrpcHooks;
import io.github.nacosgraceful.library.loadbalancer.LoadBalancerHooks;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Arrays;

/** Resolves the agent's method handles as the agent does; the classes are its own affair. */
final class Handles {

  private static final String ROOT = "io.github.nacosgraceful.";

  private Handles() {}

  /** Fails with what is missing. */
  static void resolve(Version version, ClassLoader loader) throws Exception {
    switch (version.library()) {
      case NACOS_CLIENT -> {
        create("nacos.NacosHandles", ClassLoader.class, loader);
        create(
            "following.ServiceInfos$Handles",
            Class.class,
            type("api.naming.pojo.ServiceInfo", loader));
        create(
            "registry.WireInstances$Handles",
            Class.class,
            type("api.naming.pojo.Instance", loader));
        if (JoinPoints.isIn(version, "[1,2.2)")) {
          create(
              "registry.WireInstances$Handles",
              Class.class,
              type("client.naming.beat.BeatInfo", loader));
        }
        if (JoinPoints.isIn(version, "[1.4.1,)")) {
          create(
              "following.ServiceInfos$Handles",
              Class.class,
              type("client.naming.event.InstancesChangeEvent", loader));
        }
      }
      case LOADBALANCER -> {
        create("library.loadbalancer.LoadBalancerHandles", ClassLoader.class, loader);
        has("org.springframework.cloud.client.ServiceInstance", "getHost", loader);
        has("org.springframework.cloud.client.ServiceInstance", "getPort", loader);
        hasField(LoadBalancerHooks.SUPPLIER, "delegate", loader);
      }
      case RIBBON -> {
        create("library.ribbon.RibbonHandles", ClassLoader.class, loader);
        has("com.netflix.loadbalancer.Server", "getHost", loader);
        has("com.netflix.loadbalancer.Server", "getPort", loader);
      }
      case GRPC_CLIENT -> {
        create("library.grpc.GrpcHandles", ClassLoader.class, loader);
        hasField(GrpcHooks.RESOLVER, "name", loader);
      }
      case TOMCAT -> {
        create("library.tomcat.TomcatHandles", ClassLoader.class, loader);
        create("library.tomcat.Http2Handles", ClassLoader.class, loader);
        has("org.apache.catalina.core.StandardServer", "findServices", loader);
        has("org.apache.catalina.core.StandardService", "getContainer", loader);
        has("org.apache.catalina.core.StandardEngine", "findChildren", loader);
        has("org.apache.catalina.core.StandardHost", "findChildren", loader);
        has("org.apache.catalina.core.StandardContext", "getLoader", loader);
        has("org.apache.catalina.core.StandardContext", "getPath", loader);
        has("org.apache.catalina.loader.WebappLoader", "getClassLoader", loader);
        has("org.apache.tomcat.websocket.WsSession", "isOpen", loader);
      }
      case JETTY -> {
        boolean isOld = JoinPoints.isIn(version, "[9,12)");
        create("library.jetty.Jetty" + (isOld ? "9" : "12") + "Handles", ClassLoader.class, loader);
        if (JoinPoints.isIn(version, "[9.4.36,)")) {
          String request = isOld ? "HttpChannelOverHTTP2" : "internal.HttpStreamOverHTTP2";
          create(
              "library.jetty.Http2Handles",
              Class.class,
              Class.forName("org.eclipse.jetty.http2.server." + request, false, loader));
        }
        if (JoinPoints.isIn(version, "[9,10)")) {
          has(
              "org.eclipse.jetty.websocket.common.io.AbstractWebSocketConnection",
              "isOpen",
              loader);
        } else {
          String core = "org.eclipse.jetty.websocket.core." + (isOld ? "internal." : "");
          has(core + "WebSocketCoreSession", "isOutputOpen", loader);
          has(core + "WebSocketCoreSession", "getBehavior", loader);
        }
      }
      case UNDERTOW -> {
        create("library.undertow.UndertowHandles", ClassLoader.class, loader);
        create("library.undertow.Http2Handles", ClassLoader.class, loader);
        has("io.undertow.websockets.core.WebSocketChannel", "isClient", loader);
        has("io.undertow.websockets.core.WebSocketChannel", "isOpen", loader);
      }
      case GRPC_SERVER -> {
        create("library.grpc.GrpcServerHandles", ClassLoader.class, loader);
        has("io.grpc.internal.ServerTransport", "shutdown", loader);
        declares("io.grpc.internal.ServerImpl", "lock", loader);
        declares("io.grpc.internal.ServerImpl", "transports", loader);
      }
      case DUBBO -> {
        create("library.dubbo.DubboHandles", ClassLoader.class, loader);
        if (JoinPoints.isIn(version, "[3,3.3)")) {
          String triple = "org.apache.dubbo.rpc.protocol.tri.";
          Class<?> observer =
              Class.forName(triple + "observer.ServerCallToObserverAdapter", false, loader);
          create("library.dubbo.TripleHandles", Class.class, observer);
          hasFieldOf("io.netty.channel.Channel", triple + "stream.TripleServerStream", loader);
        } else if (JoinPoints.isIn(version, "[3.3,)")) {
          String http = "org.apache.dubbo.remoting.http12.";
          Class<?> observer = Class.forName(http + "h2.Http2ServerChannelObserver", false, loader);
          create("library.dubbo.TripleHandles", Class.class, observer);
          hasFieldOf(http + "HttpChannel", http + "h2.Http2ChannelDelegate", loader);
          hasFieldOf("io.netty.channel.Channel", http + "netty4.h2.NettyH2StreamChannel", loader);
        }
      }
      case SPRING_CONTEXT ->
          has("org.springframework.context.support.AbstractApplicationContext", "getId", loader);
      case SPRING_WEB -> {
        create("library.webflux.WebFluxHandles", ClassLoader.class, loader);
        create("library.webflux.Http2Handles", ClassLoader.class, loader);
        has("reactor.netty.http.server.WebsocketServerOperations", "isDisposed", loader);
        has("org.springframework.http.HttpRequest", "getURI", loader);
        has("org.springframework.web.reactive.function.client.ClientRequest", "url", loader);
      }
      case FEIGN -> has("feign.Request", "url", loader);
      case MICROMETER -> create("library.micrometer.MicrometerHandles", ClassLoader.class, loader);
      case NETTY, ALIBABA_DISCOVERY -> {} // have none
    }
  }

  private static Class<?> type(String nacosClass, ClassLoader loader) throws Exception {
    return Class.forName("com.alibaba.nacos." + nacosClass, false, loader);
  }

  /** What is called once in a while, by reflection. */
  /** Which is read where the agent comes late. */
  private static void hasField(String type, String name, ClassLoader loader) throws Exception {
    for (Class<?> each = Class.forName(type, false, loader);
        each != null;
        each = each.getSuperclass()) {
      if (Arrays.stream(each.getDeclaredFields()).anyMatch(field -> field.getName().equals(name))) {
        return;
      }
    }
    throw new NoSuchFieldException(type + "." + name);
  }

  private static void hasFieldOf(String fieldType, String owner, ClassLoader loader)
      throws Exception {
    Class<?> wanted = Class.forName(fieldType, false, loader);
    if (Arrays.stream(Class.forName(owner, false, loader).getDeclaredFields())
        .noneMatch(field -> wanted.isAssignableFrom(field.getType()))) {
      throw new NoSuchFieldException(owner + " has no " + fieldType);
    }
  }

  private static void has(String type, String method, ClassLoader loader) throws Exception {
    Class.forName(type, false, loader).getMethod(method);
  }

  private static void declares(String type, String field, ClassLoader loader) throws Exception {
    Class.forName(type, false, loader).getDeclaredField(field);
  }

  private static <T> void create(String name, Class<? super T> parameter, T argument)
      throws Exception {
    Constructor<?> constructor = Class.forName(ROOT + name).getDeclaredConstructor(parameter);
    constructor.setAccessible(true);
    try {
      constructor.newInstance(argument);
    } catch (InvocationTargetException e) {
      throw new AssertionError(name + " does not resolve: " + e.getCause(), e.getCause());
    }
  }
}
