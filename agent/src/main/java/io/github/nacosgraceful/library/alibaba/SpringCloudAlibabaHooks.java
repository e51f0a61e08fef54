package io.github.nacosgraceful.library.alibaba;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Collections;
import java.util.List;

/**
 * Where Spring Cloud Alibaba 2023.0.3.3 and newer asks how long to sleep after it deregistered: 10
 * s unless configured, and in 2023.0.3.3 once per Feign context (spring-cloud-alibaba#4054). The
 * getter is the one place that all of them share; older versions have no such method.
 */
public final class SpringCloudAlibabaHooks {

  private static final String PROPERTIES = "com.alibaba.cloud.nacos.NacosDiscoveryProperties";

  private SpringCloudAlibabaHooks() {}

  public static List<Hook> hooks() {
    return Collections.singletonList(
        Hook.maybeOn(
            Option.SPRING_CLOUD_ALIBABA,
            PROPERTIES,
            "getGracefulShutdownWaitTime()Ljava/lang/Integer;",
            Advice.of(Bridge.ALIBABA_WAIT).replaceResult(SELF, NOTHING)));
  }
}
