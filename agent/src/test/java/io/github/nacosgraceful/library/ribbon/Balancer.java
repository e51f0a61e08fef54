package io.github.nacosgraceful.library.ribbon;

import com.netflix.loadbalancer.DynamicServerListLoadBalancer;
import com.netflix.loadbalancer.Server;
import io.github.nacosgraceful.bridge.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A balancer with the guard woven in. What it fetches is said by the test. */
class Balancer extends DynamicServerListLoadBalancer {

  private final Handler onUpdate;
  private final Handler onSet;
  private final Handler onChoose;

  /** The names of the threads that fetched. */
  final List<String> fetched = new CopyOnWriteArrayList<>();

  volatile Source source;

  /** A ServerList. */
  interface Source {
    List<Server> fetch() throws Exception;
  }

  Balancer(String name, RibbonGuard guard, Source source) {
    super(name);
    onUpdate = guard.onUpdate();
    onSet = guard.onSet();
    onChoose = guard.onChoose();
    this.source = source;
    updateListOfServers(); // as Ribbon's constructor does
  }

  static List<Server> servers(String... addresses) {
    List<Server> servers = new ArrayList<>();
    for (String address : addresses) {
      int colon = address.lastIndexOf(':');
      servers.add(
          new Server(address.substring(0, colon), Integer.parseInt(address.substring(colon + 1))));
    }
    return servers;
  }

  @Override
  public void updateListOfServers() {
    try {
      Object entered = onUpdate.enter(this, null, null, null);
      Throwable thrown = null;
      try {
        fetched.add(Thread.currentThread().getName());
        updateAllServerList(source.fetch());
      } catch (Throwable t) {
        thrown = t;
        throw t;
      } finally {
        onUpdate.exit(entered, this, thrown);
      }
    } catch (RuntimeException e) {
      throw e;
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  private void updateAllServerList(List<Server> list) throws Throwable {
    if (onSet.enter(this, list, null, null) == null) {
      all = list;
      reachable = pings ? reachable : null; // while pings are under way, new ones are dropped
    }
  }

  @Override
  public Server chooseServer(Object key) {
    try {
      Object entered = onChoose.enter(this, null, null, null);
      return (Server) onChoose.leave(entered, this, key, choose());
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  /** The rule. */
  Server choose() {
    return super.chooseServer(null);
  }

  String pick() {
    return String.valueOf(chooseServer("key"));
  }
}
