package io.github.nacosgraceful.library.scheduled;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where a method with {@code @Scheduled} of Spring 5 to 7 begins, whichever scheduler has come to
 * it. Methods that return a publisher, which Spring 6.1 and newer subscribes to, are not looked at.
 */
public final class ScheduledPart extends Part {

  /** A method is about to be scheduled. */
  private static final int MADE = Bridge.point("scheduled.made");

  /** A method begins; skipped while it is held. */
  private static final int RUN = Bridge.point("scheduled.run");

  private static final String RUNNABLE =
      "org.springframework.scheduling.support.ScheduledMethodRunnable";

  public ScheduledPart() {
    super(Option.SCHEDULED);
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.onConstructors(RUNNABLE, Advice.of(MADE).returned(SELF, NOTHING)),
        Hook.on(RUNNABLE, "run()V", Advice.of(RUN).enterOrSkip(SELF).end(SELF, NOTHING)));
  }

  @Override
  public void connect(Core core) {
    if (core.stopsIntake()) {
      ScheduledMethods methods = new ScheduledMethods(core.intake(), name());
      Bridge.install(MADE, methods.onMade());
      Bridge.install(RUN, methods.onRun());
    }
  }

  @Override
  public List<Need> needs() {
    return Collections.singletonList(Need.method(RUNNABLE, "getMethod"));
  }
}
