package io.github.nacosgraceful.status;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.change.Ending;
import io.github.nacosgraceful.change.Outcomes;
import io.github.nacosgraceful.nacos.NamingServices;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** On OpenTelemetry's own API and SDK. */
class DrainSpansTest {

  private final List<SpanData> exported = new ArrayList<>();
  private final NamingServices namingServices = new NamingServices();
  private final Object namingService = new Object() {};
  private final DrainSpans spans = new DrainSpans(namingServices);

  @BeforeEach
  void isUsedByAnApplication() throws Throwable {
    GlobalOpenTelemetry.resetForTest();
    namingServices.onCreated(made -> {}).exit(null, namingService, null);
  }

  @AfterEach
  void reset() {
    GlobalOpenTelemetry.resetForTest();
  }

  @Test
  void tellsADrainAsASpanWithItsSteps() {
    GlobalOpenTelemetry.set(sdk());
    spans.tell(Outcomes.drain(Ending.LEFT));
    assertThat(exported).hasSize(1);
    SpanData span = exported.get(0);
    assertThat(span.getName()).isEqualTo("nacos-graceful.drain");
    assertThat(span.getStartEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(10));
    assertThat(span.getEndEpochNanos()).isEqualTo(TimeUnit.SECONDS.toNanos(11));
    assertThat(span.getEvents())
        .extracting(event -> event.getName() + " " + event.getEpochNanos() / 1_000_000)
        .containsExactly("deregistering 10000", "handed over 11000");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("nacos_graceful.ended")))
        .isEqualTo("left");
    assertThat(span.getAttributes().get(AttributeKey.stringKey("nacos_graceful.summary")))
        .isEqualTo("the summary");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.UNSET);
  }

  @Test
  void marksADrainThatWasNotAsItShouldBe() {
    GlobalOpenTelemetry.set(sdk());
    spans.tell(Outcomes.drain(Ending.NOT_DEREGISTERED));
    assertThat(exported.get(0).getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
  }

  /** Asking for what is not there would set it up for good. */
  @Test
  void leavesItToTheApplicationToSetItUp() {
    spans.tell(Outcomes.drain(Ending.LEFT));
    GlobalOpenTelemetry.set(sdk());
    spans.tell(Outcomes.drain(Ending.LEFT));
    assertThat(exported).hasSize(1);
  }

  private OpenTelemetry sdk() {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .addSpanProcessor(SimpleSpanProcessor.create(new Kept(exported)))
            .build();
    return new OpenTelemetry() {
      @Override
      public TracerProvider getTracerProvider() {
        return provider;
      }

      @Override
      public ContextPropagators getPropagators() {
        return ContextPropagators.noop();
      }
    };
  }

  private record Kept(List<SpanData> spans) implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> batch) {
      spans.addAll(batch);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }
}
