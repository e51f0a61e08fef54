package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.function.Function;

/** Under which address an instance is registered that a resolver has found. */
final class GrpcInstances implements Function<Object, HostPort> {

  private static final String INSTANCE = "org.springframework.cloud.client.ServiceInstance";

  static final Members<MethodHandle[]> MEMBERS =
      new Members<>(
          type -> hostAndPort(type.getClassLoader()),
          "grpc-client does not leave out who leaves",
          "Instances that leave are called until Nacos tells");

  private static MethodHandle[] hostAndPort(ClassLoader loader)
      throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> type = Class.forName(INSTANCE, false, loader);
    return new MethodHandle[] {
      lookup.findVirtual(type, "getHost", MethodType.methodType(String.class)),
      lookup.findVirtual(type, "getPort", MethodType.methodType(int.class))
    };
  }

  /** Null, which nothing is suspected by, if it cannot be read. */
  @Override
  public HostPort apply(Object instance) {
    try {
      MethodHandle[] members = MEMBERS.get(instance.getClass());
      return members == null
          ? null
          : HostPort.of((String) members[0].invoke(instance), (int) members[1].invoke(instance));
    } catch (Throwable unreadable) {
      return null;
    }
  }
}
