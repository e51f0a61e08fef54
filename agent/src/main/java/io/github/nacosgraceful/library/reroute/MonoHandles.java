package io.github.nacosgraceful.library.reroute;

import static java.lang.invoke.MethodType.methodType;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.Consumer;
import java.util.function.Function;

/** The methods of Reactor's {@code Mono} that are needed, in one class loader: all or none. */
final class MonoHandles {

  private final MethodHandle error;
  private final MethodHandle onErrorResume;
  private final MethodHandle doOnSuccess;
  private final MethodHandle doOnError;

  MonoHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> mono = type(loader);
    error = lookup.findStatic(mono, "error", methodType(mono, Throwable.class));
    onErrorResume = lookup.findVirtual(mono, "onErrorResume", methodType(mono, Function.class));
    doOnSuccess = lookup.findVirtual(mono, "doOnSuccess", methodType(mono, Consumer.class));
    doOnError = lookup.findVirtual(mono, "doOnError", methodType(mono, Consumer.class));
  }

  static Class<?> type(ClassLoader loader) throws ClassNotFoundException {
    return Class.forName("reactor.core.publisher.Mono", false, loader);
  }

  Object error(Throwable thrown) throws Throwable {
    return error.invoke(thrown);
  }

  /**
   * @param instead gives the Mono that takes its place if it fails
   */
  Object onErrorResume(Object mono, Function<Throwable, Object> instead) throws Throwable {
    return onErrorResume.invoke(mono, instead);
  }

  Object onEnd(Object mono, Consumer<Object> answered, Consumer<Throwable> failed)
      throws Throwable {
    return doOnError.invoke(doOnSuccess.invoke(mono, answered), failed);
  }
}
