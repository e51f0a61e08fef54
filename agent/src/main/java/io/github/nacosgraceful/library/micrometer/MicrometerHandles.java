package io.github.nacosgraceful.library.micrometer;

import static java.lang.invoke.MethodType.methodType;

import io.github.nacosgraceful.member.Members;
import io.github.nacosgraceful.status.Measure;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.util.function.ToDoubleFunction;

/**
 * The members of Micrometer that feeding the global registry needs, in one class loader: all or
 * none.
 */
final class MicrometerHandles {

  static final String METRICS = "io.micrometer.core.instrument.Metrics";

  static final Members<MicrometerHandles> MEMBERS =
      new Members<>(
          type -> new MicrometerHandles(type.getClassLoader()),
          "micrometer is off",
          "The agent's metrics are not in it");

  private final MethodHandle gauge;
  private final MethodHandle more;
  private final MethodHandle counter;
  private final MethodHandle tags;

  MicrometerHandles(ClassLoader loader) throws ReflectiveOperationException {
    MethodHandles.Lookup lookup = MethodHandles.publicLookup();
    Class<?> metrics = Class.forName(METRICS, false, loader);
    Class<?> others = Class.forName(METRICS + "$More", false, loader);
    Class<?> allTags = Class.forName("io.micrometer.core.instrument.Tags", false, loader);
    gauge =
        lookup.findStatic(
            metrics,
            "gauge",
            methodType(
                Object.class, String.class, Iterable.class, Object.class, ToDoubleFunction.class));
    more = lookup.findStatic(metrics, "more", methodType(others));
    counter =
        lookup.findVirtual(
            others,
            "counter",
            methodType(
                Class.forName("io.micrometer.core.instrument.FunctionCounter", false, loader),
                String.class,
                Iterable.class,
                Object.class,
                ToDoubleFunction.class));
    tags = lookup.findStatic(allTags, "of", methodType(allTags, String[].class));
  }

  /** Adds it to the global registry, which holds it weakly. */
  void add(Measure measure) throws Throwable {
    String[] pair =
        measure.tag() == null ? new String[0] : new String[] {measure.tag(), measure.tagValue()};
    Iterable<?> its = (Iterable<?>) tags.invoke(pair);
    ToDoubleFunction<Measure> value = Measure::value;
    if (measure.isCounter()) {
      counter.invoke(more.invoke(), measure.name(), its, measure, value);
    } else {
      gauge.invoke(measure.name(), its, measure, value);
    }
  }
}
