package io.github.nacosgraceful.agents;

import java.lang.reflect.Method;
import org.apache.skywalking.apm.agent.core.context.ContextCarrier;
import org.apache.skywalking.apm.agent.core.context.ContextManager;
import org.apache.skywalking.apm.agent.core.context.trace.SpanLayer;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.EnhancedInstance;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.InstanceConstructorInterceptor;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.InstanceMethodsAroundInterceptor;
import org.apache.skywalking.apm.agent.core.plugin.interceptor.enhance.MethodInterceptResult;

/**
 * A span for each call, of objects whose construction was seen: one that begins a trace for a
 * request, named by the request's method. Run by SkyWalking's agent, on the application's threads.
 */
public final class Spans
    implements InstanceMethodsAroundInterceptor, InstanceConstructorInterceptor {

  /** Tomcat's, for a request. */
  static final String SERVICE = "service";

  @Override
  public void onConstruct(EnhancedInstance self, Object[] arguments) {
    self.setSkyWalkingDynamicField(this);
  }

  @Override
  public void beforeMethod(
      EnhancedInstance self,
      Method method,
      Object[] arguments,
      Class<?>[] types,
      MethodInterceptResult result)
      throws ReflectiveOperationException {
    if (self.getSkyWalkingDynamicField() == null) {
      throw new IllegalStateException("its construction was not seen: " + self);
    }
    if (method.getName().equals(SERVICE)) {
      String verb = arguments[0].getClass().getMethod("method").invoke(arguments[0]).toString();
      SpanLayer.asHttp(ContextManager.createEntrySpan(verb, new ContextCarrier()));
    } else {
      ContextManager.createLocalSpan(method.getName());
    }
  }

  @Override
  public Object afterMethod(
      EnhancedInstance self, Method method, Object[] arguments, Class<?>[] types, Object result) {
    ContextManager.stopSpan();
    return result;
  }

  @Override
  public void handleMethodException(
      EnhancedInstance self,
      Method method,
      Object[] arguments,
      Class<?>[] types,
      Throwable thrown) {
    ContextManager.activeSpan().log(thrown);
  }
}
