package io.github.nacosgraceful.library.grpc;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** The one method of a resolver that is called. */
final class GrpcHandles {

  private final MethodHandle refresh;

  GrpcHandles(ClassLoader loader) throws ReflectiveOperationException {
    Class<?> resolver = Class.forName(GrpcHooks.RESOLVER, false, loader);
    refresh =
        MethodHandles.publicLookup()
            .findVirtual(resolver, "refreshFromExternal", MethodType.methodType(void.class));
  }

  /** Returns at once: the resolver asks on gRPC's own executor. */
  void refresh(Object resolver) throws Throwable {
    refresh.invoke(resolver);
  }
}
