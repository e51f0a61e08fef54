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
        if (JoinPoints.isIn(version, "[1.4.1,)")) {
          create(
              "nacos.ServiceInfos$Handles",
              Class.class,
              type("client.naming.event.InstancesChangeEvent", loader));
        }
      }
      case LOADBALANCER -> create("loadbalancer.LoadBalancerHandles", ClassLoader.class, loader);
      case RIBBON -> create("ribbon.RibbonHandles", ClassLoader.class, loader);
      case TOMCAT -> create("tomcat.TomcatHandles", ClassLoader.class, loader);
      case SPRING_WEB -> create("webflux.WebFluxHandles", ClassLoader.class, loader);
      case ALIBABA_DISCOVERY -> {} // has none
    }
  }

  private static Class<?> type(String nacosClass, ClassLoader loader) throws Exception {
    return Class.forName("com.alibaba.nacos." + nacosClass, false, loader);
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
