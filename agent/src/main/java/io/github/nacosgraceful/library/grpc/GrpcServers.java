package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.WeakHashMap;

/**
 * The gRPC servers of this process. When callers are to close their connections, each connection
 * gets a GOAWAY: calls under way go on, and new ones find another connection. The server itself
 * goes on too. Servers are held weakly.
 *
 * <p>Reflection on private fields, for this happens once in a server's life.
 */
public final class GrpcServers extends Handler {

  public static final String SERVER = "io.grpc.internal.ServerImpl";

  private final Set<Object> servers =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  @Override
  public void exit(Object none, Object server, Object a) {
    servers.add(server);
  }

  /** Never throws, never waits. */
  public void closeConnections() {
    try {
      List<Object> all;
      synchronized (servers) {
        all = new ArrayList<>(servers);
      }
      for (Object server : all) {
        for (Object connection : connections(server)) {
          shutDown(connection);
        }
      }
    } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
      Bridge.suppressed(Bridge.GRPC_SERVER, e);
    }
  }

  private static List<Object> connections(Object server) throws ReflectiveOperationException {
    synchronized (valueOf(server, "lock")) {
      return new ArrayList<>((Collection<?>) valueOf(server, "transports"));
    }
  }

  private static Object valueOf(Object server, String name) throws ReflectiveOperationException {
    Field field = server.getClass().getDeclaredField(name);
    field.setAccessible(true);
    return field.get(server);
  }

  private static void shutDown(Object connection) throws ReflectiveOperationException {
    ClassLoader loader = connection.getClass().getClassLoader();
    Method shutDown =
        Class.forName("io.grpc.internal.ServerTransport", false, loader).getMethod("shutdown");
    shutDown.invoke(connection);
  }
}
