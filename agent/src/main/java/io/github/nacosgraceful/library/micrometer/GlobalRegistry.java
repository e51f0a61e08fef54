package io.github.nacosgraceful.library.micrometer;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.status.Measure;
import io.github.nacosgraceful.thread.AgentThread;
import java.util.List;

/**
 * Feeds Micrometer's global registry, once in each class loader that has one, as soon as the
 * application gives it a registry to feed in turn. On a thread of the agent: it is the
 * application's start that calls. A registry that is asked asks the measures, on whatever thread.
 */
final class GlobalRegistry extends Handler {

  private final List<Measure> measures;
  private final int point;

  /** By the class of the global registry's owner, which goes with its class loader. */
  private final ClassValue<boolean[]> fed =
      new ClassValue<boolean[]>() {
        @Override
        protected boolean[] computeValue(Class<?> metrics) {
          return new boolean[1];
        }
      };

  /**
   * @param measures held here, because Micrometer holds them weakly
   * @param point under which errors are counted
   */
  GlobalRegistry(List<Measure> measures, int point) {
    this.measures = measures;
    this.point = point;
  }

  /** The global registry got another registry to feed. */
  Handler onAdded() {
    return this;
  }

  @Override
  public void exit(Object entered, Object self, Object registry) throws Throwable {
    Class<?> metrics =
        Class.forName(MicrometerHandles.METRICS, false, registry.getClass().getClassLoader());
    boolean[] done = fed.get(metrics);
    synchronized (done) {
      if (done[0]) {
        return;
      }
      done[0] = true;
    }
    MicrometerHandles micrometer = MicrometerHandles.MEMBERS.get(metrics);
    if (micrometer != null) {
      AgentThread.of(() -> feed(micrometer), "micrometer", null).start();
    }
  }

  private void feed(MicrometerHandles micrometer) {
    try {
      for (Measure measure : measures) {
        micrometer.add(measure);
      }
    } catch (Throwable t) {
      Bridge.suppressed(point, t);
    }
  }
}
