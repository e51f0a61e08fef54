package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.member.Reflection;
import java.util.List;
import java.util.Set;

/**
 * Client 2 and 3. The same fields in 2.0.0 to 3.2.1, but for the redo service, which is in 2.0.3.
 */
public final class GrpcInternals extends ClientInternals {

  private final Object namingService;
  private final Object grpcProxy;
  private final Object httpProxy;
  private final Object rpcClient;
  private final Object serverList;

  public GrpcInternals(Object namingService) throws ReflectiveOperationException {
    this.namingService = namingService;
    Object delegate = Reflection.get(namingService, "clientProxy");
    grpcProxy = Reflection.get(delegate, "grpcClientProxy");
    httpProxy = Reflection.get(delegate, "httpClientProxy");
    serverList = Reflection.get(delegate, "serverListManager");
    rpcClient = Reflection.get(grpcProxy, "rpcClient");
  }

  @Override
  public List<String> nodes() throws ReflectiveOperationException {
    return strings((List<?>) Reflection.call(serverList, "getServerList"));
  }

  @Override
  public boolean isDisconnected() throws ReflectiveOperationException {
    return Boolean.FALSE.equals(Reflection.call(rpcClient, "isRunning"))
        && Boolean.FALSE.equals(Reflection.call(rpcClient, "isShutdown"));
  }

  @Override
  public String connectedNode() throws ReflectiveOperationException {
    Object server = Reflection.call(rpcClient, "getCurrentServer");
    return server == null ? null : String.valueOf(Reflection.call(server, "getAddress"));
  }

  @Override
  public ClientHttp http() throws ReflectiveOperationException {
    // Not by its getter, which is only in client 3.
    return new ClientHttp(httpProxy, String.valueOf(Reflection.get(grpcProxy, "namespaceId")));
  }

  /** The redo data goes first: else the client redoes the registration. */
  @Override
  public void deregisterBatch(String service, String group, Object anyInstance)
      throws ReflectiveOperationException {
    Object redo = Reflection.get(grpcProxy, "redoService");
    Overload.call(redo, "instanceDeregister", service, group);
    Overload.call(grpcProxy, "doDeregisterService", service, group, anyInstance);
  }

  @Override
  public boolean closeConnection() throws ReflectiveOperationException {
    if (Reflection.get(rpcClient, "currentConnection") == null) {
      return false; // nothing is registered over none, and 2.0.2 would throw
    }
    Reflection.call(rpcClient, "shutdown");
    return true;
  }

  /**
   * Asks the server for a service that is subscribed to, and stores what it says.
   *
   * @param store of this NamingService
   */
  public void ask(ServiceInfoStore store, ServiceName service) throws ReflectiveOperationException {
    store.storeUnlessOlder(
        Overload.call(grpcProxy, "doSubscribe", service.name, service.group, service.clusters));
  }

  /**
   * Does what the client's redo task would do within three seconds, and keeps the lists that it
   * throws away. Client 2.0.3 and newer.
   *
   * @return how many registrations and subscriptions there were to redo
   */
  public int redo() throws ReflectiveOperationException {
    Object redo = Reflection.get(grpcProxy, "redoService");
    Object holder = Reflection.get(namingService, "serviceInfoHolder");
    int redone = ((Set<?>) Reflection.call(redo, "findInstanceRedoData")).size();
    for (Object data : (Set<?>) Reflection.call(redo, "findSubscriberRedoData")) {
      if (String.valueOf(Reflection.call(data, "getRedoType")).equals("REGISTER")) {
        Object info =
            Overload.call(
                grpcProxy,
                "doSubscribe",
                Reflection.call(data, "getServiceName"),
                Reflection.call(data, "getGroupName"),
                Reflection.call(data, "get"));
        new ServiceInfoStore(holder).storeUnlessOlder(info);
        redone++;
      }
    }
    String beside = redo.getClass().getName();
    Class<?> task =
        Class.forName(
            beside.substring(0, beside.lastIndexOf('.')) + ".RedoScheduledTask",
            true,
            redo.getClass().getClassLoader());
    ((Runnable)
            task.getConstructor(grpcProxy.getClass(), redo.getClass()).newInstance(grpcProxy, redo))
        .run();
    return redone;
  }
}
