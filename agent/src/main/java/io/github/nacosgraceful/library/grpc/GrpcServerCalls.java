package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.Traffic;

/**
 * Counts the calls that gRPC servers serve. Those that are not unary count as endless. gRPC's own
 * health checks and reflection are not traffic. Runs on the threads of the server's transport and
 * executor.
 */
public final class GrpcServerCalls {

  private static final String HEALTH = "grpc.health.";
  private static final String REFLECTION = "grpc.reflection.";

  private final Traffic traffic;
  private final Members<GrpcServerHandles> handles =
      new Members<>(
          type -> new GrpcServerHandles(type.getClassLoader()),
          "grpc-server is off",
          "The drain does not see its calls");

  public GrpcServerCalls(Traffic traffic) {
    this.traffic = traffic;
  }

  /** The handler of a call that was taken. */
  public Handler begins() {
    return new Handler() {
      @Override
      public void exit(Object none, Object call, Object a) throws Throwable {
        GrpcServerHandles grpc = handles.get(call.getClass());
        if (grpc != null && isCounted(grpc, call)) {
          traffic.begin();
          if (!grpc.isUnary(call)) {
            traffic.begin(Endless.GRPC_STREAM);
          }
        }
      }
    };
  }

  /** The handler of a call that is over. */
  public Handler ends() {
    return new Handler() {
      @Override
      public Object enter(Object call, Object a, Object b, Object c) throws Throwable {
        GrpcServerHandles grpc = handles.get(call.getClass());
        if (grpc != null && isCounted(grpc, call)) {
          if (!grpc.isUnary(call)) {
            traffic.end(Endless.GRPC_STREAM);
          }
          traffic.end();
        }
        return null;
      }
    };
  }

  private static boolean isCounted(GrpcServerHandles grpc, Object call) throws Throwable {
    String name = grpc.name(call);
    return !name.startsWith(HEALTH) && !name.startsWith(REFLECTION);
  }
}
