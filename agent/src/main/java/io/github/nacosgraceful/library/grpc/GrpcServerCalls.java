package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.Endless;
import io.github.nacosgraceful.traffic.Traffic;

/**
 * Counts the calls that gRPC servers serve. Those that are not unary count as endless. gRPC's own
 * health checks and reflection are not traffic. A call that came in through a servlet is counted by
 * the servlet container already; only this knows that it is endless. Runs on the threads of the
 * server's transport and executor.
 */
final class GrpcServerCalls {

  private static final String HEALTH = "grpc.health.";

  /** What is said of a call that comes late: its client's own name is not at hand here. */
  private static final String GRPC = "gRPC";

  private static final String REFLECTION = "grpc.reflection.";

  private final Traffic traffic;

  GrpcServerCalls(Traffic traffic) {
    this.traffic = traffic;
  }

  /** A service has taken a call. */
  Handler onBegin() {
    return new Handler() {
      @Override
      public void exit(Object none, Object call, Object a) throws Throwable {
        GrpcServerHandles grpc = GrpcServerHandles.of(call);
        if (grpc != null && isCounted(grpc, call)) {
          if (!grpc.isInServlet(call)) {
            traffic.begin();
            if (traffic.isClosing()) {
              traffic.lateCalls().add(grpc.name(call), GRPC);
            }
          }
          if (!grpc.isUnary(call)) {
            traffic.begin(Endless.GRPC_STREAM, call);
          }
        }
      }
    };
  }

  /** A call is over. */
  Handler onEnd() {
    return new Handler() {
      @Override
      public Object enter(Object call, Object a, Object b, Object c) throws Throwable {
        GrpcServerHandles grpc = GrpcServerHandles.of(call);
        if (grpc != null && isCounted(grpc, call)) {
          if (!grpc.isUnary(call)) {
            traffic.end(Endless.GRPC_STREAM, call);
          }
          if (!grpc.isInServlet(call)) {
            traffic.end();
          }
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
