package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.common.notify.NotifyCenter;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.util.Collections;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import reactor.core.scheduler.Schedulers;

/**
 * A web application that has a Nacos client and Spring Cloud LoadBalancer of its own. Told what
 * Nacos pushes, as digits, it tells what is given to its next pick.
 */
public final class WebApplication implements ServletContextListener {

  static final String NAME = "web-application";
  private static final String SERVICE = "shared";

  private NacosMemory nacos;
  private LoadBalancerContext context;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    try {
      nacos = new NacosMemory();
      context =
          new LoadBalancerContext(
              SERVICE, new Discovery(nacos), Collections.emptyMap(), /* chain= */ null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    ToLongFunction<String> pushed = this::pushed;
    event.getServletContext().setAttribute(NAME, pushed);
  }

  private long pushed(String digits) {
    if (!digits.isEmpty()) {
      nacos.push(
          SERVICE, Instances.of(Stream.of(digits.split("")).mapToInt(Integer::parseInt).toArray()));
    }
    return context.digits();
  }

  /** And stops the threads that Reactor and the Nacos client would leave behind. */
  @Override
  public void contextDestroyed(ServletContextEvent event) {
    event.getServletContext().removeAttribute(NAME);
    context.close();
    Schedulers.shutdownNow();
    nacos.close();
    NotifyCenter.shutdown();
  }
}
