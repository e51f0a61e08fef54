package io.github.nacosgraceful.agents;

import static org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatchers.any;
import static org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatchers.namedOneOf;

import org.apache.skywalking.apm.agent.core.plugin.interceptor.ConstructorInterceptPoint;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.InstanceMethodsInterceptPoint;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.ClassInstanceMethodsEnhancePluginDefine;
import org.apache.skywalking.apm.agent.core.plugin.match.ClassMatch;
import org.apache.skywalking.apm.agent.core.plugin.match.NameMatch;
import org.apache.skywalking.apm.dependencies.net.bytebuddy.description.method.MethodDescription;
import org.apache.skywalking.apm.dependencies.net.bytebuddy.matcher.ElementMatcher;

/**
 * A plugin of the SkyWalking agent, whose own are not on Maven Central. It enhances the very
 * constructors and methods that this project's agent hooks, as SkyWalking does it: the method is
 * renamed, and another takes its place; the class gets a field, an interface, and a second
 * constructor for each.
 *
 * <p>The names of its classes are in {@code skywalking-plugin.def}.
 */
public abstract class SkyWalkingPlugin extends ClassInstanceMethodsEnhancePluginDefine {

  private final String type;
  private final String[] methods;

  private SkyWalkingPlugin(String type, String... methods) {
    this.type = type;
    this.methods = methods;
  }

  @Override
  protected ClassMatch enhanceClass() {
    return NameMatch.byName(type);
  }

  @Override
  public ConstructorInterceptPoint[] getConstructorsInterceptPoints() {
    return new ConstructorInterceptPoint[] {
      new ConstructorInterceptPoint() {
        @Override
        public ElementMatcher<MethodDescription> getConstructorMatcher() {
          return any();
        }

        @Override
        public String getConstructorInterceptor() {
          return Spans.class.getName();
        }
      }
    };
  }

  @Override
  public InstanceMethodsInterceptPoint[] getInstanceMethodsInterceptPoints() {
    if (methods.length == 0) {
      return new InstanceMethodsInterceptPoint[0];
    }
    return new InstanceMethodsInterceptPoint[] {
      new InstanceMethodsInterceptPoint() {
        @Override
        public ElementMatcher<MethodDescription> getMethodsMatcher() {
          return namedOneOf(methods);
        }

        @Override
        public String getMethodsInterceptor() {
          return Spans.class.getName();
        }

        @Override
        public boolean isOverrideArgs() {
          return false;
        }
      }
    };
  }

  /** What Tomcat serves. */
  public static final class Requests extends SkyWalkingPlugin {
    public Requests() {
      super("org.apache.catalina.connector.CoyoteAdapter", Spans.SERVICE, "asyncDispatch");
    }
  }

  /** What the application tells Nacos. */
  public static final class Registrations extends SkyWalkingPlugin {
    public Registrations() {
      super(
          "com.alibaba.nacos.client.naming.NacosNamingService",
          "registerInstance",
          "deregisterInstance");
    }
  }

  /** What Nacos tells the application. */
  public static final class Pushes extends SkyWalkingPlugin {
    public Pushes() {
      super("com.alibaba.nacos.client.naming.event.InstancesChangeEvent");
    }
  }

  /** What Spring Cloud LoadBalancer picks from. */
  public static final class Suppliers extends SkyWalkingPlugin {
    public Suppliers() {
      super("org.springframework.cloud.loadbalancer.core.CachingServiceInstanceListSupplier");
    }
  }

  /** What Ribbon picks from. */
  public static final class Servers extends SkyWalkingPlugin {
    public Servers() {
      super("com.netflix.loadbalancer.DynamicServerListLoadBalancer", "updateListOfServers");
    }
  }
}
