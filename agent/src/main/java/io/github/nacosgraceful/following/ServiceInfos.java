package io.github.nacosgraceful.following;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.member.Reflection;
import io.github.nacosgraceful.nacos.ClientJson;
import io.github.nacosgraceful.nacos.ServiceInfoStore;
import io.github.nacosgraceful.service.Report;
import io.github.nacosgraceful.service.Services;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;

/**
 * Bumps the epoch of a service each time the client has stored what a server said of it, whether or
 * not that looks like a change: the client also stores older data that arrives late, and then tells
 * no listener (nacos#14042).
 *
 * <p>Runs on the client's own threads, among them the one that acknowledges pushes: nothing here
 * calls or waits.
 */
public final class ServiceInfos {

  private static final Logger log = Log.get();

  private static final String CHANGE_EVENT =
      "com.alibaba.nacos.client.naming.event.InstancesChangeEvent";

  private static final String EVENT_SERVICE = "getServiceName";

  private final Services services;
  private final EmptyPushes emptyPushes;
  private final OlderLists olderLists;
  private final Reporters reporters;

  public ServiceInfos(
      Services services, EmptyPushes emptyPushes, OlderLists olderLists, Reporters reporters) {
    this.services = services;
    this.emptyPushes = emptyPushes;
    this.olderLists = olderLists;
    this.reporters = reporters;
  }

  /** Around the methods that store what a server said. */
  public Handler onStored() {
    return new Handler() {
      @Override
      public Object enter(Object holder, Object said, Object b, Object c) throws Throwable {
        Object kept = emptyPushes.isOff() ? null : keptInstead(holder, said);
        if (kept == null && !(said instanceof String)) {
          olderLists.aboutToBeStored(holder, said);
        }
        return kept;
      }

      /** The result is null where a push was refused. */
      @Override
      public Object leave(Object kept, Object holder, Object said, Object result) throws Throwable {
        if (kept != null) {
          return kept;
        }
        bump(holder, said instanceof String ? result : said);
        return result;
      }
    };
  }

  /** What the client has, if it shall keep that; null to let it store what was said. */
  private Object keptInstead(Object holder, Object said) throws Throwable {
    Object info = said instanceof String ? parse(holder, said) : said;
    ServiceInfoHandles reads =
        info == null ? null : ServiceInfoHandles.MEMBERS.get(info.getClass());
    if (reads == null) {
      return null;
    }
    if (reads.hasUsable(info)) {
      emptyPushes.filled(holder, info);
      return null;
    }
    ServiceInfoStore store = new ServiceInfoStore(holder);
    Object current = store.current(info);
    return current != null
            && reads.hasUsable(current)
            && isWorthKeeping(store, current)
            && emptyPushes.hold(holder, said, info)
        ? current
        : null;
  }

  /**
   * What an earlier process has left on disk may be of another environment: without the agent it
   * would be gone now, unless the user has told the client to keep what it has.
   */
  private static boolean isWorthKeeping(ServiceInfoStore store, Object current)
      throws ReflectiveOperationException {
    if (ServiceInfoStore.isFromServer(current) || store.isProtected()) {
      return true;
    }
    log.info(
        "{} has no instances: those that the client had read from its disk are not kept",
        store.key(current));
    return false;
  }

  /** What client 1 is told is JSON. */
  private static Object parse(Object holder, Object json) throws ReflectiveOperationException {
    ClassLoader loader = holder.getClass().getClassLoader();
    return ClientJson.parse(
        loader, json, Class.forName(ServiceInfoHandles.SERVICE_INFO, true, loader));
  }

  /**
   * At InstancesChangeEvent: of what was stored, or of a list that an operator has left on disk and
   * switched on or off ({@code FailoverReactor}), which no server has said.
   */
  public Handler onChanged() {
    return new Handler() {
      @Override
      public void exit(Object entered, Object event, Object a) throws Throwable {
        Object service = Reflection.call(event, EVENT_SERVICE);
        if (service != null) {
          services.bump(ServiceName.bare(service.toString()));
        }
      }
    };
  }

  private void bump(Object holder, Object info) throws Throwable {
    ServiceInfoHandles reads =
        info == null ? null : ServiceInfoHandles.MEMBERS.get(info.getClass());
    Report report = reads == null ? null : reads.report(reporters.of(holder), info);
    if (report != null) {
      services.bump(report);
    }
  }

  /** The members that are called. */
  public static List<Need> needs() {
    return Arrays.asList(
        Need.handles(ServiceInfoHandles.SERVICE_INFO, ServiceInfoHandles.MEMBERS),
        Need.method(CHANGE_EVENT, EVENT_SERVICE),
        Need.method(ServiceInfoHandles.SERVICE_INFO, ServiceInfoStore.JSON_FROM_SERVER));
  }
}
