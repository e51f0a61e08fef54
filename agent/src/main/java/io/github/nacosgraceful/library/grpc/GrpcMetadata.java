package io.github.nacosgraceful.library.grpc;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;

/** The members of gRPC's metadata that saying goodbye needs, in one class loader: all or none. */
final class GrpcMetadata {

  static final String METADATA = "io.grpc.Metadata";

  static final Members<GrpcMetadata> MEMBERS =
      new Members<>(
          GrpcMetadata::new, "goodbye is off", "Callers hear from Nacos that this process leaves");

  private final MethodHandle empty;
  private final MethodHandle merge;
  private final MethodHandle discard;
  private final MethodHandle put;

  GrpcMetadata(Class<?> metadata) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    ClassLoader loader = metadata.getClassLoader();
    Class<?> keys = Class.forName(METADATA + "$Key", true, loader);
    Class<?> ascii = Class.forName(METADATA + "$AsciiMarshaller", true, loader);
    Object key =
        keys.getMethod("of", String.class, ascii)
            .invoke(null, Goodbye.HEADER, metadata.getField("ASCII_STRING_MARSHALLER").get(null));
    empty =
        lookup.findConstructor(metadata, methodType(void.class)).asType(methodType(Object.class));
    merge =
        lookup
            .findVirtual(metadata, "merge", methodType(void.class, metadata))
            .asType(methodType(void.class, Object.class, Object.class));
    discard =
        MethodHandles.insertArguments(
                lookup.findVirtual(metadata, "discardAll", methodType(void.class, keys)), 1, key)
            .asType(methodType(void.class, Object.class));
    put =
        MethodHandles.insertArguments(
                lookup.findVirtual(metadata, "put", methodType(void.class, keys, Object.class)),
                1,
                key)
            .asType(methodType(void.class, Object.class, String.class));
  }

  /** Those for an object of the library; null where this version lacks one of them. */
  static GrpcMetadata of(Object metadata) {
    return MEMBERS.get(metadata.getClass());
  }

  /** The same, with that word and no other. */
  Object copyWith(Object metadata, String goodbye) throws Throwable {
    Object copy = (Object) empty.invokeExact();
    merge.invokeExact(copy, metadata);
    discard.invokeExact(copy);
    put.invokeExact(copy, goodbye);
    return copy;
  }
}
