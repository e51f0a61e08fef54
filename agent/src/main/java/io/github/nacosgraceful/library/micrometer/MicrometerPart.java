package io.github.nacosgraceful.library.micrometer;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.status.Measures;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Collections;
import java.util.List;

/** Where an application says that it collects metrics: the global registry gets one to feed. */
public final class MicrometerPart extends Part {

  /** The global registry got another to feed. Argument: that one. */
  private static final int REGISTRY = Bridge.point("micrometer.registry");

  public MicrometerPart() {
    super(Option.MICROMETER);
  }

  @Override
  public List<Hook> hooks() {
    return Collections.singletonList(
        Hook.on(
            MicrometerHandles.METRICS,
            "addRegistry(Lio/micrometer/core/instrument/MeterRegistry;)V",
            Advice.of(REGISTRY).returned(NOTHING, argument(0))));
  }

  @Override
  public void connect(Core core) {
    GlobalRegistry registry = new GlobalRegistry(new Measures(core.facts()).fixed(), REGISTRY);
    Bridge.install(REGISTRY, registry.onAdded());
  }

  @Override
  public List<Need> needs() {
    return Collections.singletonList(
        Need.handles(MicrometerHandles.METRICS, MicrometerHandles.MEMBERS));
  }
}
