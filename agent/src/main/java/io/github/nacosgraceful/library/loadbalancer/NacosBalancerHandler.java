package io.github.nacosgraceful.library.loadbalancer;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.log.DryRun;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import io.github.nacosgraceful.thread.Ticker;
import java.util.List;

/**
 * Leaves warming instances out of the list that the NacosLoadBalancer of Spring Cloud Alibaba picks
 * from by weight. It reads the Nacos client's memory at each pick, so there is no supplier with a
 * guard. Runs on the thread that picks.
 */
final class NacosBalancerHandler extends Handler {

  private final Services services;
  private final DryRun dryRun;

  private NacosBalancerHandler(Services services, DryRun dryRun) {
    this.services = services;
    this.dryRun = dryRun;
  }

  /** {@code getHostByRandomWeight3} is about to pick. */
  static Handler onPick(Services services, DryRun dryRun) {
    return new NacosBalancerHandler(services, dryRun);
  }

  @Override
  public Object replace(Object none, Object nothing, Object instances) throws Throwable {
    List<?> list = (List<?>) instances;
    if (dryRun.isOn() || !services.warmUps().areUnderWay() || list == null || list.isEmpty()) {
      return instances;
    }
    LoadBalancerHandles handles = LoadBalancerHandles.of(list.get(0));
    Service service = handles == null ? null : services.find(handles.serviceOf(list.get(0)));
    WarmingList warming =
        service == null ? null : WarmingList.of(list, service, handles, Ticker.SYSTEM);
    return warming == null ? instances : warming.forPick();
  }
}
