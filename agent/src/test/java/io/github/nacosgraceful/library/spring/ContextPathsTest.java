package io.github.nacosgraceful.library.spring;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.context.Refreshing;
import io.github.nacosgraceful.traffic.IgnoredPaths;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.core.env.EnvironmentCapable;
import org.springframework.core.env.PropertyResolver;

class ContextPathsTest {

  private final IgnoredPaths ignored = new IgnoredPaths(List.of("/actuator", "/health"));
  private final Context context = new Context();

  @Test
  void areThoseOfTheServletContext() throws Throwable {
    context.properties.put("server.servlet.context-path", "/orders");
    refresh();
    assertIgnored("/orders/actuator/health", "/orders/health", "/actuator/health");
    assertCounted("/orders/1", "/bills/actuator/health", "/orders/1/health");
  }

  @Test
  void areThoseOfTheDispatcherBelowIt() throws Throwable {
    context.properties.put("server.servlet.context-path", "/orders");
    context.properties.put("spring.mvc.servlet.path", "/api");
    refresh();
    assertIgnored("/orders/api/actuator/health", "/orders/actuator/health");
    assertCounted("/orders/api/1");
  }

  @Test
  void areThoseOfWebFluxAndOfTheManagement() throws Throwable {
    context.properties.put("spring.webflux.base-path", "/orders");
    context.properties.put("management.server.base-path", "/admin/");
    refresh();
    assertIgnored("/orders/actuator/health", "/admin/actuator/health");
    assertCounted("/admin", "/orders");
  }

  @Test
  void haveTheActuatorWhereItIs() throws Throwable {
    context.properties.put("server.servlet.context-path", "/orders");
    context.properties.put("management.endpoints.web.base-path", "/manage");
    refresh();
    assertIgnored("/orders/manage/health", "/manage/prometheus");
    assertCounted("/orders/management");
  }

  @Test
  void haveProbesAtPathsOfTheirOwn() throws Throwable {
    context.properties.put(
        "management.endpoint.health.group.readiness.additional-path", "server:/up");
    context.properties.put(
        "management.endpoint.health.group.liveness.additional-path", "management:/alive");
    context.properties.put("management.endpoints.web.base-path", "/");
    context.properties.put("management.endpoints.web.path-mapping.health", "how-are-you");
    refresh();
    assertIgnored("/up", "/alive", "/how-are-you", "/how-are-you/readiness");
    assertCounted("/", "/upwards");
  }

  @Test
  void haveAnotherNameOfTheHealthEndpointBelowTheActuatorOnly() throws Throwable {
    context.properties.put("management.endpoints.web.path-mapping.health", "orders");
    refresh();
    assertIgnored("/actuator/orders");
    assertCounted("/orders");
  }

  /** Else nothing would be traffic. */
  @Test
  void areNotTheRoot() throws Throwable {
    context.properties.put("server.servlet.context-path", "/");
    context.properties.put("management.endpoints.web.base-path", "/");
    refresh();
    assertIgnored("/health");
    assertCounted("/", "/orders");
  }

  /** Its container knows it. */
  @Test
  void areThoseOfAWar() throws Throwable {
    context.servletContext = new WebApplication();
    refresh();
    assertIgnored("/war/health");
    assertCounted("/war");
  }

  /** A test's, or one of a Spring that is built differently. */
  @Test
  void areNoneOfSomethingElse() throws Throwable {
    Handler refresh = new ContextPaths(ignored).before(new Contexts().onRefresh());
    Object other = new Object();
    refresh.exit(refresh.enter(other, null, null, null), other, null);
    assertIgnored("/health");
  }

  @Test
  void leaveTheRefreshAsItIs() throws Throwable {
    Contexts contexts = new Contexts();
    Handler refresh = new ContextPaths(ignored).before(contexts.onRefresh());
    Refreshing.during(
        () -> {
          Object entered = refresh.enter(context, null, null, null);
          assertThat(contexts.refreshing().isWithin(context)).isTrue();
          refresh.exit(entered, context, null);
          assertThat(contexts.refreshing()).isNull();
        });
  }

  private void refresh() throws Throwable {
    Handler refresh = new ContextPaths(ignored).before(new Contexts().onRefresh());
    refresh.exit(refresh.enter(context, null, null, null), context, null);
  }

  private void assertIgnored(String... paths) {
    assertThat(paths).allMatch(ignored::covers);
  }

  private void assertCounted(String... paths) {
    assertThat(paths).noneMatch(ignored::covers);
  }

  /** A web context. */
  private static final class Context implements EnvironmentCapable {
    final Map<String, String> properties = new HashMap<>();
    Object servletContext;

    @Override
    public PropertyResolver getEnvironment() {
      return properties::get;
    }
  }

  /** As its container shows it. */
  public static final class WebApplication {
    public String getContextPath() {
      return "/war";
    }
  }
}
