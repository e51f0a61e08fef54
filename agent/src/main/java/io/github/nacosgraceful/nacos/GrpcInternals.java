package io.github.nacosgraceful.nacos;

import java.lang.reflect.Method;
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
    Object delegate = field(namingService, "clientProxy");
    grpcProxy = field(delegate, "grpcClientProxy");
    httpProxy = field(delegate, "httpClientProxy");
    serverList = field(delegate, "serverListManager");
    rpcClient = field(grpcProxy, "rpcClient");
  }

  @Override
  public List<String> nodes() throws ReflectiveOperationException {
    return strings((List<?>) call(serverList, "getServerList"));
  }

  @Override
  public String connectedNode() throws ReflectiveOperationException {
    Object server = call(rpcClient, "getCurrentServer");
    return server == null ? null : String.valueOf(call(server, "getAddress"));
  }

  @Override
  public ClientHttp http() throws ReflectiveOperationException {
    // Not by its getter, which is only in client 3.
    return new ClientHttp(httpProxy, String.valueOf(field(grpcProxy, "namespaceId")));
  }

  /** The redo data goes first: else the client redoes the registration. */
  @Override
  public void deregisterBatch(String service, String group, Object anyInstance)
      throws ReflectiveOperationException {
    Object redo = field(grpcProxy, "redoService");
    invoke(
        redo.getClass().getMethod("instanceDeregister", String.class, String.class),
        redo,
        service,
        group);
    invoke(
        grpcProxy
            .getClass()
            .getMethod("doDeregisterService", String.class, String.class, anyInstance.getClass()),
        grpcProxy,
        service,
        group,
        anyInstance);
  }

  @Override
  public boolean closeConnection() throws ReflectiveOperationException {
    if (field(rpcClient, "currentConnection") == null) {
      return false; // nothing is registered over none, and 2.0.2 would throw
    }
    call(rpcClient, "shutdown");
    return true;
  }

  /**
   * Does what the client's redo task would do within three seconds, and keeps the lists that it
   * throws away. Client 2.0.3 and newer.
   *
   * @return how many registrations and subscriptions there were to redo
   */
  public int redo() throws ReflectiveOperationException {
    Object redo = field(grpcProxy, "redoService");
    Object holder = field(namingService, "serviceInfoHolder");
    Method subscribe =
        grpcProxy.getClass().getMethod("doSubscribe", String.class, String.class, String.class);
    int redone = ((Set<?>) call(redo, "findInstanceRedoData")).size();
    for (Object data : (Set<?>) call(redo, "findSubscriberRedoData")) {
      if (String.valueOf(call(data, "getRedoType")).equals("REGISTER")) {
        Object info =
            invoke(
                subscribe,
                grpcProxy,
                call(data, "getServiceName"),
                call(data, "getGroupName"),
                call(data, "get"));
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
