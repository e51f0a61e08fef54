package io.github.nacosgraceful.library.alibaba;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Collections;
import java.util.List;

/**
 * Where Spring Cloud Alibaba 2023.0.3.3 and newer asks how long to sleep after it deregistered: 10
 * s unless configured, and in 2023.0.3.3 once per Feign context (spring-cloud-alibaba#4054). The
 * getter is the one place that all of them share; older versions have no such method.
 */
public final class AlibabaPart extends Part {

  /** It asks how long to wait after deregistering. Returns the wait to use. */
  private static final int WAIT = Bridge.point("spring-cloud-alibaba.wait");

  public AlibabaPart() {
    super(Option.SPRING_CLOUD_ALIBABA);
  }

  @Override
  public List<Hook> hooks() {
    return Collections.singletonList(
        Hook.maybeOn(
            "com.alibaba.cloud.nacos.NacosDiscoveryProperties",
            "getGracefulShutdownWaitTime()Ljava/lang/Integer;",
            Advice.of(WAIT).replaceResult(SELF, NOTHING)));
  }

  @Override
  public void connect(Core core) {
    Bridge.install(
        WAIT,
        GracefulWait.onAsked(
            () -> core.shutdown().isDrained() || core.contexts().isDrainedOnThisThread()));
  }
}
