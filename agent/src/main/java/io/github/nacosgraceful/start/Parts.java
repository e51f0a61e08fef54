package io.github.nacosgraceful.start;

import io.github.nacosgraceful.library.alibaba.AlibabaPart;
import io.github.nacosgraceful.library.calls.SuspectPart;
import io.github.nacosgraceful.library.dubbo.DubboPart;
import io.github.nacosgraceful.library.grpc.GrpcClientPart;
import io.github.nacosgraceful.library.grpc.GrpcServerPart;
import io.github.nacosgraceful.library.jetty.JettyPart;
import io.github.nacosgraceful.library.loadbalancer.LoadBalancerPart;
import io.github.nacosgraceful.library.micrometer.MicrometerPart;
import io.github.nacosgraceful.library.nacos.AiPart;
import io.github.nacosgraceful.library.nacos.NacosPart;
import io.github.nacosgraceful.library.quartz.QuartzPart;
import io.github.nacosgraceful.library.reroute.ReroutePart;
import io.github.nacosgraceful.library.ribbon.RibbonPart;
import io.github.nacosgraceful.library.rocketmq.RocketMqPart;
import io.github.nacosgraceful.library.scheduled.ScheduledPart;
import io.github.nacosgraceful.library.spring.ContextsPart;
import io.github.nacosgraceful.library.springkafka.SpringKafkaPart;
import io.github.nacosgraceful.library.springrabbit.SpringRabbitPart;
import io.github.nacosgraceful.library.tomcat.TomcatPart;
import io.github.nacosgraceful.library.undertow.UndertowPart;
import io.github.nacosgraceful.library.webflux.WebFluxPart;
import io.github.nacosgraceful.library.xxljob.XxlJobPart;
import io.github.nacosgraceful.part.Part;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Everything that the agent touches in an application. Beside this list there is only the JVM's
 * shutdown.
 */
public final class Parts {

  private Parts() {}

  /** In the order in which the log and the status show them. */
  public static List<Part> all() {
    return Collections.unmodifiableList(
        Arrays.asList(
            new NacosPart(),
            new AiPart(),
            new ContextsPart(),
            new LoadBalancerPart(),
            new RibbonPart(),
            new GrpcClientPart(),
            new SuspectPart(),
            new ReroutePart(),
            new TomcatPart(),
            new JettyPart(),
            new UndertowPart(),
            new WebFluxPart(),
            new GrpcServerPart(),
            new DubboPart(),
            new SpringKafkaPart(),
            new SpringRabbitPart(),
            new RocketMqPart(),
            new XxlJobPart(),
            new ScheduledPart(),
            new QuartzPart(),
            new MicrometerPart(),
            new AlibabaPart()));
  }
}
