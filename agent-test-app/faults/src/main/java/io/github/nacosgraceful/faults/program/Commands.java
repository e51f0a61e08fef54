package io.github.nacosgraceful.faults.program;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingFactory;
import com.alibaba.nacos.api.naming.NamingService;
import com.alibaba.nacos.api.naming.pojo.Instance;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the program can be told. Each command but {@code open}, {@code serve}, and {@code exit} may
 * begin with {@code @name}, for another naming service than the one of the program's arguments.
 *
 * <pre>
 * register SERVICE GROUP IP PORT [permanent] [disabled] [cluster=NAME]
 * many COUNT GROUP IP PORT        registers so many services, many-0 and so on
 * deregister SERVICE GROUP IP PORT [permanent]
 * lose SERVICE GROUP IP PORT      the server drops it, and a client of 2.0 or newer knows nothing of that
 * batch SERVICE GROUP IP PORT PORT...
 * subscribe SERVICE GROUP [CLUSTER]
 * list SERVICE GROUP [CLUSTER]    the healthy ones in the client's own memory: OK ip:port,ip:port
 * open NAME KEY=VALUE...          one more naming service
 * serve PORT [tomcat]             answers PORT at /work, through the JDK's server or Tomcat
 * hook COMMAND                    runs it in a shutdown hook; "hook exit" calls System.exit there
 * exit                            System.exit(0)
 * </pre>
 */
final class Commands {

  static final String DEFAULT = "";

  private final Map<String, NamingService> services = new ConcurrentHashMap<>();

  void open(String name, Properties properties) throws NacosException {
    services.put(name, NamingFactory.createNamingService(properties));
  }

  /** Never throws: what fails is an answer too. */
  String answer(String line) {
    try {
      String value = run(line.trim());
      return value.isEmpty() ? "OK" : "OK " + value;
    } catch (Throwable failure) {
      Throwable cause = failure;
      if (failure instanceof InvocationTargetException && failure.getCause() != null) {
        cause = failure.getCause();
      }
      cause.printStackTrace();
      return "FAILED " + cause.getClass().getName() + ": " + oneLine(cause.getMessage());
    }
  }

  private String run(String line) throws Exception {
    List<String> words = new ArrayList<>(Arrays.asList(line.split("\\s+")));
    String name = words.get(0).startsWith("@") ? words.remove(0).substring(1) : DEFAULT;
    String command = words.remove(0);
    switch (command) {
      case "open":
        String opened = words.remove(0);
        open(opened, NamingProgram.properties(words.toArray(new String[0])));
        return "";
      case "serve":
        int port = Integer.parseInt(words.get(0));
        if (words.contains("tomcat")) {
          TomcatServer.start(port);
        } else {
          WorkServer.start(port);
        }
        return "";
      case "hook":
        String later = line.substring(line.indexOf("hook ") + "hook ".length());
        String prefix = name.equals(DEFAULT) ? "" : "@" + name + " ";
        Runtime.getRuntime()
            .addShutdownHook(new Thread(() -> atShutdown(prefix + later), "hook-" + later));
        return "";
      case "exit":
        System.exit(0);
        return "";
      default:
        return run(command, service(name), words);
    }
  }

  private static String run(String command, NamingService naming, List<String> words)
      throws Exception {
    String service = words.get(0);
    String group = words.get(1);
    switch (command) {
      case "register":
        naming.registerInstance(service, group, instance(words));
        return "";
      case "many":
        for (int i = 0; i < Integer.parseInt(service); i++) {
          naming.registerInstance("many-" + i, group, instance(words));
        }
        return "";
      case "deregister":
        naming.deregisterInstance(service, group, instance(words));
        return "";
      case "lose":
        lose(naming, service, group, instance(words));
        return "";
      case "batch":
        List<Instance> instances = new ArrayList<>();
        for (String port : words.subList(3, words.size())) {
          instances.add(instance(words.get(2), port));
        }
        // Clients have it from 2.1.1 on.
        NamingService.class
            .getMethod("batchRegisterInstance", String.class, String.class, List.class)
            .invoke(naming, service, group, instances);
        return "";
      case "subscribe":
        naming.subscribe(service, group, words.subList(2, words.size()), event -> {});
        return "";
      case "list":
        TreeSet<String> addresses = new TreeSet<>();
        for (Instance instance :
            naming.selectInstances(service, group, words.subList(2, words.size()), true)) {
          addresses.add(instance.getIp() + ":" + instance.getPort());
        }
        return String.join(",", addresses);
      default:
        throw new IllegalArgumentException("no such command: " + command);
    }
  }

  /** As the nodes of a cluster do that is restarted as a whole (nacos#15857). */
  private static void lose(NamingService naming, String service, String group, Instance instance)
      throws ReflectiveOperationException {
    Object proxy = field(field(naming, "clientProxy"), "grpcClientProxy");
    proxy
        .getClass()
        .getMethod("doDeregisterService", String.class, String.class, Instance.class)
        .invoke(proxy, service, group, instance);
    // Which it notes as its own doing.
    Object redo = field(proxy, "redoService");
    redo.getClass()
        .getMethod("instanceRegistered", String.class, String.class)
        .invoke(redo, service, group);
  }

  private static Object field(Object object, String name) throws ReflectiveOperationException {
    Field field = object.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(object);
  }

  private NamingService service(String name) {
    NamingService service = services.get(name);
    if (service == null) {
      throw new IllegalArgumentException("not open: " + name);
    }
    return service;
  }

  private void atShutdown(String command) {
    System.err.println("hook: " + command + ": " + answer(command));
  }

  private static Instance instance(List<String> words) {
    Instance instance = instance(words.get(2), words.get(3));
    instance.setEphemeral(!words.contains("permanent"));
    instance.setEnabled(!words.contains("disabled"));
    for (String word : words) {
      if (word.startsWith("cluster=")) {
        instance.setClusterName(word.substring("cluster=".length()));
      }
    }
    return instance;
  }

  private static Instance instance(String ip, String port) {
    Instance instance = new Instance();
    instance.setIp(ip);
    instance.setPort(Integer.parseInt(port));
    return instance;
  }

  private static String oneLine(String message) {
    return message == null ? "" : message.replaceAll("\\s+", " ");
  }
}
