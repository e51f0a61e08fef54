package io.github.nacosgraceful.springcloud;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Collections;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

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
            Hook.advice(SpringCloudAlibabaHooks.class, "WaitTime")));
  }

  /** Inlined at the end of the getter. */
  public static final class WaitTime {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object millis) {
      millis = Bridge.replace(Bridge.ALIBABA_WAIT, self, null, millis);
    }
  }
}
