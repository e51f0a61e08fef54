package io.github.nacosgraceful.status;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.change.Outcome;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.nacos.NamingServices;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;

/**
 * Tells OpenTelemetry of each drain, and of each return, as a span with its steps as events: where
 * the application has OpenTelemetry's API, and something has been set up behind it, be it by the
 * application or by OpenTelemetry's own agent. Called on the thread on which the drain has ended;
 * writes into memory, and waits for nothing. What fails here is nobody's problem.
 */
public final class DrainSpans {

  private static final Logger log = Log.get();

  private static final String API = "io.opentelemetry.api.";
  private static final String TRACE = API + "trace.";
  private static final String SCOPE = "nacos-graceful-agent";

  private final NamingServices namingServices;

  /**
   * @param namingServices whose class loaders are asked for the API
   */
  public DrainSpans(NamingServices namingServices) {
    this.namingServices = namingServices;
  }

  public void tell(Outcome outcome) {
    if (outcome.timeline().isEmpty()) {
      return;
    }
    for (ClassLoader loader : namingServices.loaders()) {
      try {
        Class<?> global = Class.forName(API + "GlobalOpenTelemetry", true, loader);
        // Asking for it would set it up, and the application could not any more.
        if (Reflection.field(global, "globalOpenTelemetry").get(null) != null) {
          span(loader, global, outcome);
          return;
        }
      } catch (ClassNotFoundException none) {
        continue;
      } catch (Throwable t) {
        log.debug("OpenTelemetry is not told of {}: {}", outcome.title(), Reason.of(t));
      }
    }
  }

  private static void span(ClassLoader loader, Class<?> global, Outcome outcome)
      throws ReflectiveOperationException {
    Class<?> builderType = Class.forName(TRACE + "SpanBuilder", true, loader);
    Class<?> type = Class.forName(TRACE + "Span", true, loader);
    Class<?> text = String.class;
    Class<?> unit = TimeUnit.class;
    Object tracer =
        Reflection.invoke(global.getMethod("getTracer", text, text), null, SCOPE, Bridge.version());
    Object builder =
        Reflection.invoke(
            Class.forName(TRACE + "Tracer", true, loader).getMethod("spanBuilder", text),
            tracer,
            outcome.isDrain() ? "nacos-graceful.drain" : "nacos-graceful.return");
    Reflection.invoke(builderType.getMethod("setNoParent"), builder);
    Reflection.invoke(
        builderType.getMethod("setStartTimestamp", long.class, unit),
        builder,
        outcome.begunAt(),
        TimeUnit.MILLISECONDS);
    Object span = Reflection.invoke(builderType.getMethod("startSpan"), builder);
    set(type, span, "nacos_graceful.occasion", outcome.title());
    set(type, span, "nacos_graceful.summary", outcome.summary());
    if (outcome.isDrain()) {
      set(type, span, "nacos_graceful.ended", outcome.ended());
    }
    for (Outcome.Step step : outcome.timeline()) {
      Reflection.invoke(
          type.getMethod("addEvent", text, long.class, unit),
          span,
          step.what(),
          outcome.begunAt() + step.atMillis(),
          TimeUnit.MILLISECONDS);
    }
    if (!outcome.isOk()) {
      Class<?> status = Class.forName(TRACE + "StatusCode", true, loader);
      Reflection.invoke(
          type.getMethod("setStatus", status), span, status.getField("ERROR").get(null));
    }
    Reflection.invoke(
        type.getMethod("end", long.class, unit),
        span,
        outcome.begunAt() + outcome.millis(),
        TimeUnit.MILLISECONDS);
  }

  private static void set(Class<?> type, Object span, String key, String value)
      throws ReflectiveOperationException {
    Reflection.invoke(type.getMethod("setAttribute", String.class, String.class), span, key, value);
  }
}
