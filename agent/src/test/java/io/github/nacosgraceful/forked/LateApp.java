package io.github.nacosgraceful.forked;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps its NamingService deep inside, among things that must not be touched: they say so on
 * standard output.
 */
public final class LateApp {

  private static final Map<String, Object> BEANS = new HashMap<>();

  private LateApp() {}

  public static void main(String[] args) throws Exception {
    NacosNamingService naming = new NacosNamingService();
    Instance instance = new Instance();
    instance.setIp("127.0.0.1");
    instance.setPort(8080);
    naming.registerInstance("orders", "DEFAULT_GROUP", instance);
    // In reach: a holder in a list in a task of a thread local.
    List<Object> holders = new ArrayList<>();
    holders.add(new AtomicReference<>(Collections.singletonMap("naming", naming)));
    ThreadLocal<Object> local = new ThreadLocal<>();
    Runnable task = () -> System.out.println(holders);
    local.set(task);
    naming = null;
    BEANS.put("touchy", new Touchy());
    BEANS.put("chain", new LinkedList<>(Collections.nCopies(50_000, "link")));
    BEANS.put("data", new Object[1_000_000]);
    Class.forName(LateApp.class.getName() + "$Sleeping", false, LateApp.class.getClassLoader());
    System.out.println("ready");
    Thread.sleep(60_000);
    System.out.println(local.get());
  }

  /** Only loaded. */
  static final class Sleeping {
    static final Object STATE = say("initialized");
  }

  static Object say(String what) {
    System.out.println("touched: " + what);
    return what;
  }

  /** Nobody but the application may call these. */
  static final class Touchy {
    private final Touchy self = this;

    @Override
    public boolean equals(Object other) {
      say("equals");
      return self == other;
    }

    @Override
    public int hashCode() {
      say("hashCode");
      return 1;
    }

    @Override
    public String toString() {
      return String.valueOf(say("toString"));
    }
  }
}
