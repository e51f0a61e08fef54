package io.github.nacosgraceful.doctor;

import static org.awaitility.Awaitility.await;

import io.github.nacosgraceful.testbed.Jars;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** A real nacos-client of some version, in this JVM and a class loader of its own. */
final class Client implements AutoCloseable {

  static final String GROUP = "DEFAULT_GROUP";
  private static final String API = "com.alibaba.nacos.api.naming.";

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final URLClassLoader loader;
  private final Object naming;

  private Client(URLClassLoader loader, Object naming) {
    this.loader = loader;
    this.naming = naming;
  }

  /**
   * @param properties of its naming service, beside the address: name, value, name, value
   */
  static Client open(String version, String nodes, String... properties) throws Exception {
    // Not what the client logs: it writes files of its own.
    List<Path> jars =
        Jars.of(
            List.of(
                "com.alibaba.nacos:nacos-client:" + version,
                "org.slf4j:slf4j-api:1.7.36",
                "org.slf4j:slf4j-nop:1.7.36"));
    URLClassLoader loader =
        new URLClassLoader(
            jars.stream()
                .filter(jar -> !jar.toString().contains("logback-classic"))
                .map(Client::url)
                .toArray(URL[]::new),
            ClassLoader.getPlatformClassLoader());
    Properties all = new Properties();
    all.setProperty("serverAddr", nodes);
    for (int i = 0; i < properties.length; i += 2) {
      all.setProperty(properties[i], properties[i + 1]);
    }
    // Where clients 3 look for their parts.
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      Object naming =
          loader
              .loadClass(API + "NamingFactory")
              .getMethod("createNamingService", Properties.class)
              .invoke(null, all);
      return new Client(loader, naming);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** The newest one that this server is for. */
  static Client fitting(Site site) throws Exception {
    return open(site.version().startsWith("1.") ? "1.4.2" : "3.1.1", site.addresses());
  }

  Client register(String service, int port) throws Exception {
    return register(service, GROUP, port, true, Map.of());
  }

  Client register(
      String service, String group, int port, boolean ephemeral, Map<String, String> metadata)
      throws Exception {
    Object instance = loader.loadClass(API + "pojo.Instance").getConstructor().newInstance();
    set(instance, "setIp", String.class, "127.0.0.1");
    set(instance, "setPort", int.class, port);
    set(instance, "setEphemeral", boolean.class, ephemeral);
    set(instance, "setMetadata", Map.class, metadata);
    return call("registerInstance", service, group, instance);
  }

  /**
   * Many at once, as client 2.1.1 and newer can.
   *
   * @param metadata of each, by its port
   */
  Client register(String service, Map<Integer, Map<String, String>> metadata) throws Exception {
    List<Object> instances = new ArrayList<>();
    for (Map.Entry<Integer, Map<String, String>> one : metadata.entrySet()) {
      Object instance = loader.loadClass(API + "pojo.Instance").getConstructor().newInstance();
      set(instance, "setIp", String.class, "127.0.0.1");
      set(instance, "setPort", int.class, one.getKey());
      set(instance, "setMetadata", Map.class, one.getValue());
      instances.add(instance);
    }
    Method batch = method("batchRegisterInstance", String.class, String.class, List.class);
    await()
        .atMost(PATIENCE)
        .ignoreException(InvocationTargetException.class)
        .until(
            () -> {
              batch.invoke(naming, service, GROUP, instances);
              return true;
            });
    return this;
  }

  Client deregister(String service, int port) throws Exception {
    method("deregisterInstance", String.class, String.class, String.class, int.class)
        .invoke(naming, service, GROUP, "127.0.0.1", port);
    return this;
  }

  Client subscribe(String service) throws Exception {
    Class<?> listener = loader.loadClass(API + "listener.EventListener");
    InvocationHandler deaf =
        (proxy, called, arguments) ->
            switch (called.getName()) {
              case "hashCode" -> System.identityHashCode(proxy);
              case "equals" -> proxy == arguments[0];
              default -> null;
            };
    return call(
        "subscribe",
        service,
        GROUP,
        Proxy.newProxyInstance(loader, new Class<?>[] {listener}, deaf));
  }

  /** Until it succeeds: a busy server lets a client wait for its connection. */
  private Client call(String name, String service, String group, Object what) throws Exception {
    Class<?> type =
        loader.loadClass(
            API + (name.equals("subscribe") ? "listener.EventListener" : "pojo.Instance"));
    Method method = method(name, String.class, String.class, type);
    await()
        .atMost(PATIENCE)
        .ignoreException(InvocationTargetException.class)
        .until(
            () -> {
              method.invoke(naming, service, group, what);
              return true;
            });
    return this;
  }

  private Method method(String name, Class<?>... types) throws NoSuchMethodException {
    return naming.getClass().getMethod(name, types);
  }

  private static void set(Object instance, String setter, Class<?> type, Object value)
      throws ReflectiveOperationException {
    instance.getClass().getMethod(setter, type).invoke(instance, value);
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /** Without deregistering: beats stop, a connection is closed. */
  @Override
  public void close() throws Exception {
    method("shutDown").invoke(naming);
  }
}
