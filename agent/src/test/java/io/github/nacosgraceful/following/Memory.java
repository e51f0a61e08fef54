package io.github.nacosgraceful.following;

import com.alibaba.nacos.api.naming.pojo.Instance;
import io.github.nacosgraceful.bridge.Handler;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Stands in for the memory of a client 2 or 3: {@code ServiceInfoHolder}, and the {@code
 * ServiceInfo} that it stores. The agent finds its methods by name.
 */
public class Memory {

  private final Map<String, Object> known = new HashMap<>();
  private boolean pushEmptyProtection;

  /** Sees what is stored before it is, where the hook is in a real client. */
  Consumer<Info> hook = info -> {};

  private Handler onValidated;

  public Map<String, Object> getServiceInfoMap() {
    return known;
  }

  public void processServiceInfo(Info info) {
    hook.accept(info);
    if (!pushEmptyProtection || isValid(info)) {
      info.jsonFromServer = "{}";
      known.put(info.getKey(), info);
    }
  }

  /** What an earlier process has left, which a client may read when it starts. */
  void readsFromDisk(Info info) {
    known.put(info.getKey(), info);
  }

  private boolean isValid(Info info) {
    try {
      return !info.getHosts().isEmpty() || onValidated.enter(info, null, null, null) != null;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  /**
   * The option {@code namingPushEmptyProtection}; in the client, this is a final field.
   *
   * @param validated the hook that sees whether an empty list is valid all the same
   */
  Memory protectedFromEmptyLists(Handler validated) {
    pushEmptyProtection = true;
    onValidated = validated;
    return this;
  }

  Info of(String service) {
    return (Info) known.get("G@@" + service);
  }

  /** A list of instances of one service. */
  public static final class Info {

    private final String service;
    private final List<Instance> hosts = new ArrayList<>();
    long lastRefTime;
    private String jsonFromServer = "";

    Info(String service, int... ports) {
      this.service = service;
      for (int port : ports) {
        Instance instance = new Instance();
        instance.setIp("10.0.0.1");
        instance.setPort(port);
        hosts.add(instance);
      }
    }

    public String getKey() {
      return "G@@" + service;
    }

    public long getLastRefTime() {
      return lastRefTime;
    }

    public String getJsonFromServer() {
      return jsonFromServer;
    }

    public String getName() {
      return service;
    }

    public String getGroupName() {
      return "G";
    }

    public String getClusters() {
      return "";
    }

    public List<Instance> getHosts() {
      return hosts;
    }
  }
}
