package io.github.nacosgraceful.library.micrometer;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
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
