package io.github.nacosgraceful.library.grpc;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.traffic.Traffic;

/**
 * Has each answer of a leaving gRPC server say so: in the metadata with which it begins, and in
 * that with which it ends. An error has only the latter, and a stream may have begun before. Runs
 * on the threads that serve; as long as nothing leaves, either costs one read.
 */
final class GrpcGoodbyes extends Handler {

  private final Traffic traffic;

  GrpcGoodbyes(Traffic traffic) {
    this.traffic = traffic;
  }

  /** Metadata is about to be sent. A copy, as an application may use its own again. */
  @Override
  public Object replace(Object stream, Object none, Object metadata) throws Throwable {
    String goodbye = traffic.goodbye();
    GrpcMetadata grpc = goodbye == null ? null : GrpcMetadata.of(metadata);
    return grpc == null ? metadata : grpc.copyWith(metadata, goodbye);
  }
}
