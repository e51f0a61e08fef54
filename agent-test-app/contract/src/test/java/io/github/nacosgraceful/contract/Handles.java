package io.github.nacosgraceful.contract;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;

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
            "nacos.ServiceInfos$Handles", Class.class, type("api.naming.pojo.ServiceInfo", loader));
        create(
            "nacos.WireInstances$Handles", Class.class, type("api.naming.pojo.Instance", loader));
        if (JoinPoints.isIn(version, "[1,2.2)")) {
          create(
              "nacos.WireInstances$Handles",
              Class.class,
              type("client.naming.beat.BeatInfo", loader));
        }
        if (JoinPoints.isIn(version, "[1.4.1,)")) {
          create(
              "nacos.ServiceInfos$Handles",
              Class.class,
              type("client.naming.event.InstancesChangeEvent", loader));
        }
      }
      case LOADBALANCER -> {
        create("loadbalancer.LoadBalancerHandles", ClassLoader.class, loader);
        has("org.springframework.cloud.client.ServiceInstance", "getHost", loader);
        has("org.springframework.cloud.client.ServiceInstance", "getPort", loader);
      }
      case RIBBON -> {
        create("ribbon.RibbonHandles", ClassLoader.class, loader);
        has("com.netflix.loadbalancer.Server", "getHost", loader);
        has("com.netflix.loadbalancer.Server", "getPort", loader);
      }
      case GRPC_CLIENT -> create("grpc.GrpcHandles", ClassLoader.class, loader);
      case TOMCAT -> {
        create("tomcat.TomcatHandles", ClassLoader.class, loader);
        has("org.apache.catalina.core.StandardServer", "findServices", loader);
        has("org.apache.catalina.core.StandardService", "getContainer", loader);
        has("org.apache.catalina.core.StandardEngine", "findChildren", loader);
        has("org.apache.catalina.core.StandardHost", "findChildren", loader);
        has("org.apache.catalina.core.StandardContext", "getLoader", loader);
        has("org.apache.catalina.core.StandardContext", "getPath", loader);
        has("org.apache.catalina.loader.WebappLoader", "getClassLoader", loader);
      }
      case SPRING_CONTEXT ->
          has("org.springframework.context.support.AbstractApplicationContext", "getId", loader);
      case SPRING_WEB -> {
        create("webflux.WebFluxHandles", ClassLoader.class, loader);
        has("org.springframework.http.HttpRequest", "getURI", loader);
        has("org.springframework.web.reactive.function.client.ClientRequest", "url", loader);
      }
      case FEIGN -> has("feign.Request", "url", loader);
      case NETTY, ALIBABA_DISCOVERY -> {} // have none
    }
  }

  private static Class<?> type(String nacosClass, ClassLoader loader) throws Exception {
    return Class.forName("com.alibaba.nacos." + nacosClass, false, loader);
  }

  /** What is called once in a while, by reflection. */
  private static void has(String type, String method, ClassLoader loader) throws Exception {
    Class.forName(type, false, loader).getMethod(method);
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
