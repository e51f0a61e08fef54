package io.github.nacosgraceful.library.grpc;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The members of grpc-java that counting calls needs, in one class loader: all or none. */
final class GrpcServerHandles {

  static final Members<GrpcServerHandles> MEMBERS =
      new Members<>(
          type -> new GrpcServerHandles(type.getClassLoader()),
          "grpc-server is off",
          "The drain does not see its calls");

  private final Member name;
  private final Member type;
  private final Object unary;

  GrpcServerHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> call = Class.forName("io.grpc.ServerCall", false, loader);
    Class<?> method = Class.forName("io.grpc.MethodDescriptor", false, loader);
    Class<?> types = Class.forName("io.grpc.MethodDescriptor$MethodType", false, loader);
    MethodHandle methodOf = lookup.findVirtual(call, "getMethodDescriptor", methodType(method));
    name =
        Member.of(
            MethodHandles.filterReturnValue(
                methodOf,
                lookup.findVirtual(method, "getFullMethodName", methodType(String.class))));
    type =
        Member.of(
            MethodHandles.filterReturnValue(
                methodOf, lookup.findVirtual(method, "getType", methodType(types))));
    unary = types.getField("UNARY").get(null);
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static GrpcServerHandles of(Object any) {
    return MEMBERS.get(any.getClass());
  }

  /** {@code package.Service/Method} */
  String name(Object call) throws Throwable {
    return (String) name.get(call);
  }

  boolean isUnary(Object call) throws Throwable {
    return type.get(call) == unary;
  }
}
