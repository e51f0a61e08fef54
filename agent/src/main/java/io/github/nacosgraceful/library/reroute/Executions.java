package io.github.nacosgraceful.library.reroute;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.util.Iterator;
import java.util.List;

/**
 * What comes behind the balancer's interceptor in a call of Spring: other interceptors, and the
 * request itself. Since Spring 7 it can be executed again. Before, it is an iterator that is used
 * up: another one of the same request is brought to the same place.
 */
final class Executions {

  static final String WITH_ITERATOR =
      "org.springframework.http.client.InterceptingClientHttpRequest$InterceptingRequestExecution";

  static final Members<Handles> HANDLES =
      new Members<>(
          Handles::new,
          "reroute is off",
          "Calls of RestTemplate and RestClient that cannot connect are not made at another instance");

  private static final String SPRINGS_OWN = "org.springframework.http.client.";

  private static final String DEFERRING =
      "org.springframework.cloud.client.loadbalancer.DeferringLoadBalancerInterceptor";

  private Executions() {}

  /**
   * One that does the same as this one did.
   *
   * @param interceptor that it was given to
   * @return null if that is not certain
   */
  static Object again(Object execution, Object interceptor) throws Throwable {
    String name = execution.getClass().getName();
    if (!name.equals(WITH_ITERATOR)) {
      return name.startsWith(SPRINGS_OWN) ? execution : null; // or of whoever calls the balancer
    }
    Handles handles = HANDLES.get(execution.getClass());
    return handles == null ? null : handles.behind(execution, interceptor);
  }

  /** The members of Spring before 7 that are needed, in one class loader: all or none. */
  static final class Handles {

    private final MethodHandle request;
    private final MethodHandle interceptors;
    private final MethodHandle execution;
    private final MethodHandle iterator;

    Handles(Class<?> execution) throws ReflectiveOperationException {
      Class<?> intercepting = execution.getEnclosingClass();
      request = Members.field(execution, "this$0");
      interceptors = Members.field(intercepting, "interceptors");
      this.execution = Members.constructor(execution, intercepting);
      iterator = Members.field(execution, "iterator");
    }

    Object behind(Object used, Object interceptor) throws Throwable {
      Object itsRequest = request.invoke(used);
      int place = -1;
      List<?> all = (List<?>) interceptors.invoke(itsRequest);
      for (int i = 0; i < all.size(); i++) {
        Object one = all.get(i);
        if (one == interceptor || one.getClass().getName().equals(DEFERRING)) {
          if (place >= 0) {
            return null; // it was one of two
          }
          place = i;
        }
      }
      if (place < 0) {
        return null;
      }
      Object fresh = execution.invoke(itsRequest);
      Iterator<?> its = (Iterator<?>) iterator.invoke(fresh);
      for (int i = 0; i <= place; i++) {
        its.next();
      }
      return fresh;
    }
  }
}
