package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Jars;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.apache.skywalking.apm.agent.core.conf.Config;
import org.apache.skywalking.apm.agent.core.logging.core.LogLevel;
import org.apache.skywalking.apm.dependencies.io.grpc.Server;
import org.apache.skywalking.apm.dependencies.io.grpc.netty.NettyServerBuilder;
import org.apache.skywalking.apm.dependencies.io.grpc.stub.StreamObserver;
import org.apache.skywalking.apm.network.common.v3.Commands;
import org.apache.skywalking.apm.network.language.agent.v3.SegmentObject;
import org.apache.skywalking.apm.network.language.agent.v3.SpanObject;
import org.apache.skywalking.apm.network.language.agent.v3.SpanType;
import org.apache.skywalking.apm.network.language.agent.v3.TraceSegmentReportServiceGrpc;

/**
 * Its segments go to a collector of ours. The agent's own plugins are not on Maven Central: it gets
 * the one of this module, which enhances the methods that our agent hooks.
 */
final class SkyWalking implements OtherAgent {

  private record Segment(SegmentObject segment, Instant arrived) {}

  private final String version;
  private final Path home;
  private final Path plugin;
  private final Queue<Segment> segments = new ConcurrentLinkedQueue<>();
  private Server collector;

  /**
   * @param home a directory for the agent as it is unpacked from a distribution
   * @param plugin the jar with the plugin
   */
  SkyWalking(String version, Path home, Path plugin) {
    this.version = version;
    this.home = home;
    this.plugin = plugin;
  }

  @Override
  public List<String> flags(String process) throws IOException {
    if (collector == null) {
      install();
    }
    return List.of(
        "-javaagent:" + home.resolve("skywalking-agent.jar"),
        "-Dskywalking.agent.service_name=" + process,
        "-Dskywalking.logging.file_name=" + process + ".log");
  }

  private void install() throws IOException {
    Config.Logging.LEVEL = LogLevel.OFF; // of the classes that serve the collector, here
    collector =
        NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .addService(new Segments())
            .build()
            .start();
    Path agent = Jars.file("org.apache.skywalking:apm-agent:" + version);
    Files.copy(agent, home.resolve("skywalking-agent.jar"));
    Files.copy(plugin, Files.createDirectories(home.resolve("plugins")).resolve("plugin.jar"));
    Files.writeString(
        Files.createDirectories(home.resolve("config")).resolve("agent.config"),
        """
        collector.backend_service=127.0.0.1:%d
        agent.keep_tracing=true
        logging.level=INFO
        """
            .formatted(collector.getPort()));
  }

  @Override
  public String work(RunRecord run) throws IOException {
    return Traces.compare(run, this::served);
  }

  private List<Traces.Served> served(String process) {
    List<Traces.Served> served = new ArrayList<>();
    for (Segment each : segments) {
      for (SpanObject span : each.segment.getSpansList()) {
        if (each.segment.getService().equals(process)
            && span.getSpanType() == SpanType.Entry
            && span.getOperationName().equals("POST")) {
          Instant begin = Instant.ofEpochMilli(span.getStartTime());
          served.add(new Traces.Served(begin, each.arrived));
        }
      }
    }
    return served;
  }

  /** The one of the collector's services that is needed: the agent goes on without the others. */
  private final class Segments
      extends TraceSegmentReportServiceGrpc.TraceSegmentReportServiceImplBase {

    @Override
    public StreamObserver<SegmentObject> collect(StreamObserver<Commands> answer) {
      return new StreamObserver<>() {
        @Override
        public void onNext(SegmentObject segment) {
          segments.add(new Segment(segment, Instant.now()));
        }

        @Override
        public void onError(Throwable cut) {
          // What came before counts.
        }

        @Override
        public void onCompleted() {
          answer.onNext(Commands.getDefaultInstance());
          answer.onCompleted();
        }
      };
    }
  }

  @Override
  public void close() {
    if (collector != null) {
      collector.shutdownNow();
    }
  }
}
