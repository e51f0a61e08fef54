package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.member.Reflection;
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
final class GrpcServers {

  static final String SERVER = "io.grpc.internal.ServerImpl";

  private final Set<Object> servers =
      Collections.synchronizedSet(Collections.newSetFromMap(new WeakHashMap<>()));

  private final int point;

  /**
   * @param point under which errors are counted
   */
  GrpcServers(int point) {
    this.point = point;
  }

  /** A new server. */
  Handler onBuilt() {
    return new Handler() {
      @Override
      public void exit(Object none, Object server, Object a) {
        servers.add(server);
      }
    };
  }

  /** Never throws, never waits. */
  void closeConnections() {
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
      Bridge.suppressed(point, e);
    }
  }

  private static List<Object> connections(Object server) throws ReflectiveOperationException {
    synchronized (Reflection.get(server, "lock")) {
      return new ArrayList<>((Collection<?>) Reflection.get(server, "transports"));
    }
  }

  private static void shutDown(Object connection) throws ReflectiveOperationException {
    ClassLoader loader = connection.getClass().getClassLoader();
    Method shutDown =
        Class.forName("io.grpc.internal.ServerTransport", false, loader).getMethod("shutdown");
    shutDown.invoke(connection);
  }
}
