package io.github.nacosgraceful.forked;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import java.lang.management.ManagementFactory;
import java.util.concurrent.TimeUnit;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** Registers an instance, then does through the agent's MBean what a console would. */
public final class BeanApp {

  private BeanApp() {}

  public static void main(String[] args) throws Exception {
    NacosNamingService naming = new NacosNamingService();
    Instance instance = new Instance();
    instance.setIp("127.0.0.1");
    instance.setPort(8080);
    naming.registerInstance("orders", "DEFAULT_GROUP", instance);
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    ObjectName agent = new ObjectName("io.github.nacosgraceful:type=Agent");
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (!server.isRegistered(agent) && System.nanoTime() < deadline) {
      Thread.sleep(10);
    }
    say("state", server.getAttribute(agent, "State"));
    say("ready", server.getAttribute(agent, "Ready"));
    say("status", server.getAttribute(agent, "Status"));
    say("offline", server.invoke(agent, "offline", null, null));
    say("state", server.getAttribute(agent, "State"));
    naming.registerInstance("orders", "DEFAULT_GROUP", instance); // as a refresh does
    say("offline again", server.invoke(agent, "offline", null, null));
    say("online", server.invoke(agent, "online", null, null));
    say("errors", server.getAttribute(agent, "SuppressedErrors"));
  }

  private static void say(String what, Object value) {
    System.out.println(what + ": " + String.valueOf(value).replaceAll("\\s+", " "));
  }
}
