package io.github.nacosgraceful.library.spring;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.context.AvailabilityHandles;
import io.github.nacosgraceful.leaving.ContextDrain;
import io.github.nacosgraceful.library.tomcat.StoppedApplications;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stops while the JVM goes on: every Spring context 5 to 7 comes up and goes down in {@code
 * AbstractApplicationContext}, and Tomcat stops web applications. A context that ends by Spring's
 * own shutdown hook may come by {@code doClose()} alone, but by then the whole process has left.
 */
public final class ContextsPart extends Part {

  /** A context is refreshed. */
  private static final int REFRESH = Bridge.point("contexts.refresh");

  /** A context is closed. */
  private static final int CLOSE = Bridge.point("contexts.close");

  /** A context stops its beans phase by phase. Self: its lifecycle processor. */
  private static final int PHASES = Bridge.point("contexts.phases");

  /** Tomcat: a component is stopped, or a web application is loaded anew. */
  private static final int TOMCAT_STOP = Bridge.point("contexts.tomcat-stop");

  private static final String PROCESSOR =
      "org.springframework.context.support.DefaultLifecycleProcessor";

  private static final String CONTEXT =
      "org.springframework.context.support.AbstractApplicationContext";

  public ContextsPart() {
    super(Option.CONTEXTS);
  }

  @Override
  public List<Hook> hooks() {
    Advice stop = Advice.of(TOMCAT_STOP).enter(SELF); // before it stops: then it still serves
    return Arrays.asList(
        Hook.on(CONTEXT, "refresh()V", Advice.of(REFRESH).enter(SELF).end(SELF, NOTHING)),
        // Before it takes the lock that the shutdown hook takes too.
        Hook.on(CONTEXT, "close()V", Advice.of(CLOSE).enter(SELF).end(SELF, NOTHING)),
        Hook.on(PROCESSOR, "onClose()V", Advice.of(PHASES).enter(SELF)),
        Hook.on("org.apache.catalina.util.LifecycleBase", "stop()V", stop),
        Hook.on(StoppedApplications.CONTEXT, "reload()V", stop));
  }

  @Override
  public void connect(Core core) {
    ContextDrain drain = new ContextDrain(core.drains(), core.contexts());
    ContextPaths paths = new ContextPaths(core.ignoredPaths());
    Bridge.install(REFRESH, paths.before(core.contexts().onRefresh()));
    Bridge.install(CLOSE, drain.onClose());
    Bridge.install(
        PHASES, new ShutdownPhases(core.drains()::waitedInVain, core.intake()::awaitForContext));
    Bridge.install(TOMCAT_STOP, StoppedApplications.onStop(drain::stops));
  }

  @Override
  public List<Need> needs() {
    List<Need> needs = new ArrayList<>(StoppedApplications.needs());
    needs.add(Need.method(CONTEXT, "getId"));
    needs.add(Need.method(CONTEXT, "isActive"));
    needs.add(Need.method(CONTEXT, "getParent"));
    needs.add(Need.handles(AvailabilityHandles.EVENT, AvailabilityHandles.MEMBERS));
    needs.add(Need.field(PROCESSOR, "timeoutPerShutdownPhase"));
    return needs;
  }
}
