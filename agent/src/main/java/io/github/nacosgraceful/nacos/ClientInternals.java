package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.member.Reflection;
import java.util.ArrayList;
import java.util.List;

/**
 * Behind the public API of one NamingService: the nodes it knows, the one it is connected to, and
 * HTTP to a node with the client's own credentials.
 *
 * <p>Reflection, not handles: nothing here is hot, and private fields need {@code setAccessible}
 * anyway. Lives for one shutdown, so it may hold the application's objects.
 */
public abstract class ClientInternals {

  /**
   * Each node that the client knows, as configured: {@code host:port}, {@code host} or with a
   * scheme.
   */
  public abstract List<String> nodes() throws ReflectiveOperationException;

  /**
   * Whether a connection that it ought to have is lost; never of client 1, which has none, nor once
   * it is shut down.
   */
  public boolean isDisconnected() throws ReflectiveOperationException {
    return false;
  }

  /** {@code host:port} of the node that the client is connected to, or null. */
  public abstract String connectedNode() throws ReflectiveOperationException;

  /** Asks single nodes over HTTP. */
  public abstract ClientHttp http() throws ReflectiveOperationException;

  /** The members of the cluster behind a node; null if it does not tell. */
  public List<String> members(String node) throws ReflectiveOperationException {
    return http().members(node);
  }

  /**
   * Removes a whole batch. {@code deregisterInstance} would register the rest of the batch anew for
   * each instance (client 2.3 and newer), which the gate refuses.
   */
  public abstract void deregisterBatch(String service, String group, Object anyInstance)
      throws ReflectiveOperationException;

  /**
   * Closes the connection, which makes the server drop everything that was registered over it. The
   * last resort: the subscriptions of this process go with it.
   *
   * @return false if this client has none
   */
  public abstract boolean closeConnection() throws ReflectiveOperationException;

  /**
   * The namespace of a NamingService, or of a client of the AI registry; null if it cannot be told,
   * or there is none any more.
   */
  public static String namespaceOf(Object owner) {
    try {
      return owner == null
          ? null
          : String.valueOf(
              Reflection.get(
                  owner, Reflection.has(owner, "namespaceId") ? "namespaceId" : "namespace"));
    } catch (ReflectiveOperationException | RuntimeException e) {
      return null;
    }
  }

  protected static List<String> strings(List<?> values) {
    List<String> strings = new ArrayList<>();
    for (Object value : values) {
      strings.add(String.valueOf(value));
    }
    return strings;
  }
}
