package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The one method of a resolver that is called. */
final class GrpcHandles {

  static final String RESOLVER =
      "net.devh.boot.grpc.client.nameresolver.DiscoveryClientNameResolver";

  static final Members<GrpcHandles> MEMBERS =
      new Members<>(
          type -> new GrpcHandles(type.getClassLoader()),
          "grpc-client is off",
          "Its resolvers keep their own refresh");

  private final MethodHandle refresh;

  GrpcHandles(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> resolver = Class.forName(RESOLVER, false, loader);
    refresh =
        MethodHandles.publicLookup()
            .findVirtual(resolver, "refreshFromExternal", MethodType.methodType(void.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static GrpcHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  /** Returns at once: the resolver asks on gRPC's own executor. */
  void refresh(Object resolver) throws Throwable {
    refresh.invoke(resolver);
  }
}
