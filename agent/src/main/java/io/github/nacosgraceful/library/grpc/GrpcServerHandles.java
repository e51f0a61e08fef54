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

  private static final String CALL = "io.grpc.internal.ServerCallImpl";

  /** Of grpc-servlet and grpc-servlet-jakarta. */
  private static final String SERVLETS = "io.grpc.servlet.";

  private final Member name;
  private final Member type;
  private final Member stream;
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
    stream = Member.of(Members.field(Class.forName(CALL, false, loader), "stream"));
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

  /** Whether it came in through a servlet: then it is a request of that container's, too. */
  boolean isInServlet(Object call) throws Throwable {
    return stream.get(call).getClass().getName().startsWith(SERVLETS);
  }
}
