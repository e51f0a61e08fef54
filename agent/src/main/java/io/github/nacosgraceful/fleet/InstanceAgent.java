package io.github.nacosgraceful.fleet;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.remote.Agents;
import io.github.nacosgraceful.remote.NoAnswerException;
import io.github.nacosgraceful.remote.RemoteAgent;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;

/**
 * Finds the agent of an instance by what the instance says in Nacos: its endpoint answers on the
 * loopback interface of its own machine only. Each failure says why not, and what to do.
 */
public final class InstanceAgent {

  public static final String DEFAULT_GROUP = Target.DEFAULT_GROUP;

  private static final String JAR = "java -jar nacos-graceful-agent.jar ";

  private final Census census;
  private final Target target;

  /**
   * @param instance {@code host:port}, as Nacos lists it
   */
  public InstanceAgent(
      NacosLogin login, String namespace, String group, String service, String instance) {
    target = new Target(namespace, group, service, instance);
    census = new Census(login, target.namespace);
  }

  /**
   * @throws NoAnswerException if it cannot be reached from here
   */
  public RemoteAgent find() throws NoAnswerException, InterruptedException {
    Fleet fleet = census.take(target);
    if (fleet.node == null) {
      throw no("no node tells of it: " + String.join("; ", fleet.problems));
    }
    for (FleetService service : fleet.services) {
      if (service.problem != null) {
        throw no(fleet.node + " does not tell its instances: " + service.problem);
      }
      for (Member member : service.members) {
        if (member.address.equals(target.instance)) {
          return at(member);
        }
      }
    }
    throw no("it is not listed as " + target.name() + ", so there is nothing to take out");
  }

  private RemoteAgent at(Member member) throws NoAnswerException {
    if (!member.hasAgent()) {
      throw no(
          "it does not say that it has the agent. With announce=on it does; without the agent, disable"
              + " it in the console of Nacos before you stop it");
    }
    if (member.adminPort == 0) {
      throw no(
          "its agent has no admin.port. On its machine, "
              + JAR
              + "offline PID does it, as the same user");
    }
    if (!isHere(member.ip)) {
      throw no(
          "it is on another machine, and its agent answers only there. Run there: "
              + JAR
              + "offline "
              + member.adminPort
              + "; for a pod: kubectl exec POD -- curl -sX POST http://127.0.0.1:"
              + member.adminPort
              + "/offline");
    }
    RemoteAgent agent = Agents.at(member.adminPort);
    if (!registers(agent.status(), member)) {
      throw no(
          "the agent at port "
              + member.adminPort
              + " of this machine is that of another process, which has not registered it");
    }
    return agent;
  }

  private static boolean isHere(String ip) {
    try {
      return NetworkInterface.getByInetAddress(InetAddress.getByName(ip)) != null;
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean registers(String status, Member member) {
    for (JsonElement one :
        JsonParser.parseString(status).getAsJsonObject().getAsJsonArray("registrations")) {
      for (JsonElement each : one.getAsJsonObject().getAsJsonArray("instances")) {
        JsonObject at = each.getAsJsonObject();
        HostPort address = HostPort.of(at.get("ip").getAsString(), at.get("port").getAsInt());
        if (member.address.equals(String.valueOf(address))) {
          return true;
        }
      }
    }
    return false;
  }

  private NoAnswerException no(String why) {
    return new NoAnswerException(target.instance + " was not taken out: " + why, null);
  }
}
