package io.github.nacosgraceful.micrometer;

import static io.github.nacosgraceful.hook.Value.NOTHING;
import static io.github.nacosgraceful.hook.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Advice;
import io.github.nacosgraceful.hook.Hook;
import java.util.Collections;
import java.util.List;

/** Where an application says that it collects metrics: the global registry gets one to feed. */
public final class MicrometerHooks {

  static final String METRICS = "io.micrometer.core.instrument.Metrics";

  private MicrometerHooks() {}

  public static List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on(
            Option.MICROMETER,
            METRICS,
            "addRegistry(Lio/micrometer/core/instrument/MeterRegistry;)V",
            Advice.of(Bridge.MICROMETER_REGISTRY).returned(NOTHING, argument(0))));
  }
}
