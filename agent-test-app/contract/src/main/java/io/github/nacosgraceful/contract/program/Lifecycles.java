package io.github.nacosgraceful.contract.program;

import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.client.loadbalancer.CompletionContext;
import org.springframework.cloud.client.loadbalancer.LoadBalancerLifecycle;
import org.springframework.cloud.client.loadbalancer.Request;
import org.springframework.cloud.client.loadbalancer.Response;

/** Counts what Spring Cloud LoadBalancer tells of each call. Since 3.0. */
public final class Lifecycles implements LoadBalancerLifecycle<Object, Object, ServiceInstance> {

  private final AtomicInteger starts = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();
  private final AtomicInteger answered = new AtomicInteger();
  private final AtomicInteger failed = new AtomicInteger();

  @Override
  public void onStart(Request<Object> request) {
    starts.incrementAndGet();
  }

  @Override
  public void onStartRequest(Request<Object> request, Response<ServiceInstance> balanced) {
    requests.incrementAndGet();
  }

  @Override
  public void onComplete(CompletionContext<Object, ServiceInstance, Object> completion) {
    (completion.status() == CompletionContext.Status.SUCCESS ? answered : failed).incrementAndGet();
  }

  /** Since it was last asked. */
  @Override
  public String toString() {
    return "starts="
        + starts.getAndSet(0)
        + " requests="
        + requests.getAndSet(0)
        + " successes="
        + answered.getAndSet(0)
        + " failures="
        + failed.getAndSet(0);
  }
}
