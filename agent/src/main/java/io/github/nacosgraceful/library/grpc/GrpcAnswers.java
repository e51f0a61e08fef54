package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.member.Member;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.suspect.Suspects;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.InetSocketAddress;

/**
 * The first metadata of each answer that a gRPC client gets: whether whoever answers says goodbye.
 * On gRPC's threads. When the call began is not known.
 */
final class GrpcAnswers extends Handler {

  static final String LISTENER = "io.grpc.internal.ClientCallImpl$ClientStreamListenerImpl";

  static final Members<Handles> MEMBERS =
      new Members<>(
          type -> new Handles(type.getClassLoader()),
          "goodbye is not heard over gRPC",
          "Instances that leave are called until Nacos tells");

  private final Services services;
  private final Suspects suspects;

  GrpcAnswers(Services services, Suspects suspects) {
    this.services = services;
    this.suspects = suspects;
  }

  /** The metadata is there. */
  @Override
  public Object enter(Object call, Object metadata, Object b, Object c) throws Throwable {
    Handles handles = call == null ? null : MEMBERS.get(call.getClass());
    Object goodbye = handles == null ? null : handles.goodbye.get(metadata);
    if (goodbye != null) {
      Object called = handles.remoteAddress.invokeExact(call);
      if (called instanceof InetSocketAddress) {
        InetSocketAddress server = (InetSocketAddress) called;
        HostPort registered = services.registeredAt(HostPort.of(server));
        if (registered == null && server.getAddress() != null) {
          registered =
              services.registeredAt(
                  HostPort.of(server.getAddress().getHostAddress(), server.getPort()));
        }
        if (registered != null) {
          suspects.answered(registered, (String) goodbye, null);
        }
      }
    }
    return null;
  }

  /** The members of gRPC that are called, in one class loader: all or none. */
  static final class Handles {

    private final Member goodbye;
    private final MethodHandle remoteAddress;

    private Handles(ClassLoader loader) throws ReflectiveOperationException {
      MethodHandles.Lookup lookup = MethodHandles.publicLookup();
      Class<?> metadata = Class.forName("io.grpc.Metadata", true, loader);
      Class<?> key = Class.forName("io.grpc.Metadata$Key", true, loader);
      Class<?> marshaller = Class.forName("io.grpc.Metadata$AsciiMarshaller", true, loader);
      Object ours =
          key.getMethod("of", String.class, marshaller)
              .invoke(null, Goodbye.HEADER, metadata.getField("ASCII_STRING_MARSHALLER").get(null));
      goodbye =
          Member.of(
              MethodHandles.insertArguments(
                  lookup.findVirtual(metadata, "get", MethodType.methodType(Object.class, key)),
                  1,
                  ours));
      Class<?> attributes = Class.forName("io.grpc.Attributes", true, loader);
      Class<?> attribute = Class.forName("io.grpc.Attributes$Key", true, loader);
      Object address =
          Class.forName("io.grpc.Grpc", true, loader)
              .getField("TRANSPORT_ATTR_REMOTE_ADDR")
              .get(null);
      remoteAddress =
          MethodHandles.filterReturnValue(
                  lookup.findVirtual(
                      Class.forName("io.grpc.ClientCall", false, loader),
                      "getAttributes",
                      MethodType.methodType(attributes)),
                  MethodHandles.insertArguments(
                      lookup.findVirtual(
                          attributes, "get", MethodType.methodType(Object.class, attribute)),
                      1,
                      address))
              .asType(MethodType.methodType(Object.class, Object.class));
    }
  }
}
