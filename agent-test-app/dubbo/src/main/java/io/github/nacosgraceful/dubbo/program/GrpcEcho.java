package io.github.nacosgraceful.dubbo.program;

import io.grpc.MethodDescriptor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;

/** The methods of the gRPC service; the request and the answer are bytes, so no protoc. */
final class GrpcEcho {

  static final String SERVICE = "orders";

  static final MethodDescriptor<byte[], byte[]> METHOD =
      method("place", MethodDescriptor.MethodType.UNARY);

  /** Never ends. */
  static final MethodDescriptor<byte[], byte[]> WATCH =
      method("watch", MethodDescriptor.MethodType.SERVER_STREAMING);

  private GrpcEcho() {}

  private static MethodDescriptor<byte[], byte[]> method(
      String name, MethodDescriptor.MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder()
        .setType(type)
        .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
        .setRequestMarshaller(new Bytes())
        .setResponseMarshaller(new Bytes())
        .build();
  }

  static byte[] bytes(int port) {
    return ByteBuffer.allocate(Integer.BYTES).putInt(port).array();
  }

  static int port(byte[] bytes) {
    return ByteBuffer.wrap(bytes).getInt();
  }

  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int next = stream.read(); next >= 0; next = stream.read()) {
          all.write(next);
        }
        return all.toByteArray();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
