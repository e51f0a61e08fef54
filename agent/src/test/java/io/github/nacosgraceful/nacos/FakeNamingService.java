package io.github.nacosgraceful.nacos;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;

/** A client that does as a test says, and tells what it was asked for. */
public abstract class FakeNamingService extends NacosNamingService {

  /** What it was asked for: {@code deregister orders 8080}. */
  public final List<String> calls = new ArrayList<>();

  /** What it does first, each time. */
  public Call behaviour = () -> {};

  /** What its node answers to the question what it lists. */
  public Callable<List<Instance>> list = this::registered;

  private final List<Instance> registered = new ArrayList<>();

  private List<Instance> registered() {
    return new ArrayList<>(registered);
  }

  /** Of a client; may hang or throw. */
  public interface Call {
    void make() throws Exception;
  }

  @Override
  public void registerInstance(String service, String group, Instance instance) {
    call("register " + service + " " + instance.getPort());
    registered.add(instance);
  }

  @Override
  public void deregisterInstance(String service, String group, Instance instance) {
    call("deregister " + service + " " + instance.getPort());
    registered.removeIf(known -> known.getPort() == instance.getPort());
  }

  @Override
  public List<Instance> getAllInstances(
      String service, String group, List<String> clusters, boolean subscribe) {
    try {
      return list.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  protected final void call(String what) {
    calls.add(what);
    try {
      behaviour.make();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  /** Built like client 2 and 3: as much of the inside as leaving uses. */
  public static final class Grpc extends FakeNamingService {

    final Delegate clientProxy = new Delegate();

    /** What it is connected over; null for nothing. */
    public void connectedOver(Object connection) {
      clientProxy.grpcClientProxy.rpcClient.currentConnection = connection;
    }

    /** What {@code clientProxy} is. */
    public final class Delegate {
      final GrpcProxy grpcClientProxy = new GrpcProxy();
      final HttpProxy httpClientProxy = new HttpProxy();
      final ServerList serverListManager = new ServerList();
    }

    /** What asks the server. */
    public final class GrpcProxy {
      final RpcClient rpcClient = new RpcClient();
      final RedoService redoService = new RedoService();
      final String namespaceId = "public";

      public void doDeregisterService(String service, String group, Instance instance) {
        call("deregister batch " + service);
      }
    }

    /** What it is configured with, {@code host:port} each. */
    public void knows(String... nodes) {
      clientProxy.serverListManager.nodes = Arrays.asList(nodes);
    }

    /** Which of them it is connected to; null for none. */
    public void connectedTo(String node) {
      clientProxy.grpcClientProxy.rpcClient.server = node == null ? null : new Server(node);
    }

    /** What asks single nodes, as far as the agent cannot itself. */
    public static final class HttpProxy {}

    /** What it is configured with. */
    public static final class ServerList {
      List<String> nodes = new ArrayList<>();

      List<String> getServerList() {
        return nodes;
      }
    }

    /** One of them. */
    public static final class Server {
      private final String address;

      Server(String address) {
        this.address = address;
      }

      String getAddress() {
        return address;
      }
    }

    /** What registers again after a reconnect. */
    public final class RedoService {
      public void instanceDeregister(String service, String group) {
        calls.add("forget " + service);
      }
    }

    /** The connection. */
    public final class RpcClient {
      Object currentConnection = new Object();
      Server server;

      Server getCurrentServer() {
        return server;
      }

      void shutdown() {
        call("close");
      }
    }
  }

  /** Built like client 1, which tells its callers later. */
  public static final class Http extends FakeNamingService {}

  /** Built in a way that the agent does not know: only what is public can be used. */
  public static final class Plain extends FakeNamingService {
    final Object clientProxy = null;
  }
}
