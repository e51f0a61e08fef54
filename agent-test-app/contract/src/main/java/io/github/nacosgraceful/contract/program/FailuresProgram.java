package io.github.nacosgraceful.contract.program;

import com.alibaba.nacos.api.naming.pojo.Instance;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.springframework.cloud.client.ServiceInstance;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;
import reactor.core.publisher.Flux;

/**
 * Lookups that fail in every way, while Nacos says something else. Prints what is given to the
 * picks, as digits; 0 for no instance.
 */
public final class FailuresProgram {

  private static final int THREADS = 64;

  private final NacosMemory nacos = new NacosMemory();

  private FailuresProgram() throws ReflectiveOperationException {}

  public static void main(String[] arguments) throws Exception {
    FailuresProgram program = new FailuresProgram();
    program.keepsWhatIsListed();
    program.firstLookup();
    program.hangs();
    program.olderListArrivesLate();
    program.manyPickAtOnce();
    program.emptyInNacos();
    program.twoContexts();
    program.instanceChanges();
    System.exit(0);
  }

  private void keepsWhatIsListed() {
    Lookups lookups = new Lookups("kept");
    String line = "kept first=" + lookups.after(Mode.GOOD, 1, 2);
    line += " empty=" + lookups.after(Mode.EMPTY, 2, 3);
    line += " failing=" + lookups.after(Mode.FAILING, 1, 2, 3);
    line += " throwing=" + lookups.after(Mode.THROWING, 2, 3);
    line += " nothing=" + lookups.after(Mode.NOTHING, 2, 3);
    line += " unlisted=" + lookups.after(Mode.EMPTY, 3);
    line += " good=" + lookups.after(Mode.GOOD, 3, 4);
    System.out.println(line);
  }

  /** Its service was unknown to Nacos, or nothing was ever found. */
  private void firstLookup() {
    Lookups cached = new Lookups("from-cache");
    cached.mode = Mode.ELSEWHERE;
    long first = cached.given();
    long empty = cached.after(Mode.EMPTY, 1);
    System.out.printf("from-cache first=%d empty=%d%n", first, empty);

    Lookups never = new Lookups("never-any");
    empty = never.after(Mode.EMPTY, 1);
    long failing = never.after(Mode.FAILING, 1);
    long good = never.after(Mode.GOOD, 1);
    System.out.printf("never-any empty=%d failing=%d good=%d%n", empty, failing, good);
  }

  private void hangs() {
    Lookups lookups = new Lookups("hanging");
    lookups.after(Mode.GOOD, 1, 2);
    long begin = System.nanoTime();
    long given = lookups.after(Mode.HANGING, 2);
    long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin);
    begin = System.nanoTime();
    for (int i = 0; i < 100; i++) {
      lookups.given();
    }
    long next = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begin);
    System.out.printf("hanging given=%d seconds=%d nextMillis=%d%n", given, seconds, next);
  }

  /** The client stores it all the same (nacos#14042), and there is nothing else to go by. */
  private void olderListArrivesLate() {
    Lookups lookups = new Lookups("late");
    lookups.after(Mode.GOOD, 2);
    nacos.pushLate("late", Instances.of(1, 2));
    long older = lookups.given();
    System.out.printf("late older=%d newer=%d%n", older, lookups.after(Mode.GOOD, 2, 3));
  }

  private void manyPickAtOnce() throws Exception {
    Lookups lookups = new Lookups("herd");
    lookups.after(Mode.GOOD, 1, 2);
    lookups.count.set(0);
    lookups.mode = Mode.SLOW;
    nacos.push("herd", Instances.of(2, 3));
    ExecutorService pickers = Executors.newFixedThreadPool(THREADS);
    List<Callable<Long>> picks = Collections.nCopies(THREADS, lookups::given);
    int fresh = 0;
    for (Future<Long> pick : pickers.invokeAll(picks)) {
      fresh += pick.get() == 23 ? 1 : 0;
    }
    int atOnce = lookups.count.getAndSet(0);

    lookups.after(Mode.FAILING, 2);
    lookups.count.set(0);
    long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(2500);
    Callable<Long> forAWhile =
        () -> {
          long others = 0;
          while (System.nanoTime() < end) {
            others += lookups.given() == 2 ? 0 : 1;
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
          }
          return others;
        };
    long others = 0;
    for (Future<Long> pick : pickers.invokeAll(Collections.nCopies(THREADS, forAWhile))) {
      others += pick.get();
    }
    pickers.shutdown();
    System.out.printf(
        "herd fresh=%d lookups=%d retries=%d others=%d%n",
        fresh, atOnce, lookups.count.get(), others);
  }

  /**
   * As a service of another registry, for which a composite of discovery clients asks Nacos too.
   */
  private void emptyInNacos() {
    Lookups lookups = new Lookups("empty-in-nacos");
    nacos.push("empty-in-nacos", new ArrayList<>());
    lookups.mode = Mode.ELSEWHERE;
    for (int i = 0; i < 100; i++) {
      lookups.given();
    }
    int cached = lookups.count.get();
    lookups.suppliers.evict("empty-in-nacos");
    lookups.given();
    System.out.printf("empty-in-nacos lookups=%d afterEvict=%d%n", cached, lookups.count.get());
  }

  /** Two applications in one JVM, with a client of their own each. */
  private void twoContexts() throws Exception {
    NacosMemory other = new NacosMemory();
    nacos.push("shared", Instances.of(1, 2));
    other.push("shared", Instances.of(1, 4));
    try (LoadBalancerContext one = context(nacos)) {
      long oneBefore = one.digits();
      try (LoadBalancerContext two = context(other)) {
        long twoBefore = two.digits();
        nacos.push("shared", Instances.of(2, 3));
        System.out.printf(
            "contexts oneBefore=%d twoBefore=%d one=%d two=%d",
            oneBefore, twoBefore, one.digits(), two.digits());
        other.push("shared", Instances.of(5));
        System.out.printf(" twoAfter=%d", two.digits());
      }
      nacos.push("shared", Instances.of(3));
      System.out.printf(" oneAfter=%d%n", one.digits());
    }
  }

  /** The same instance with other metadata, then without weight. */
  private void instanceChanges() throws Exception {
    nacos.push("changing", Instances.of(1, 2));
    Discovery discovery = new Discovery(nacos);
    try (LoadBalancerContext context =
        new LoadBalancerContext("changing", discovery, Collections.emptyMap(), null)) {
      context.digits();
      List<Instance> changed = Instances.of(1, 2);
      changed.get(0).getMetadata().put(NacosMemory.DIGIT, "8");
      nacos.push("changing", changed);
      long metadata = context.digits();
      changed = Instances.of(1, 2);
      changed.get(0).setWeight(0);
      nacos.push("changing", changed);
      long weight = context.digits();
      changed = Instances.of(1, 2);
      changed.get(1).setEnabled(false);
      nacos.push("changing", changed);
      long enabled = context.digits();
      changed = Instances.of(1, 2);
      changed.get(0).setHealthy(false);
      nacos.push("changing", changed);
      System.out.printf(
          "changing metadata=%d weight=%d enabled=%d healthy=%d%n",
          metadata, weight, enabled, context.digits());
    }
  }

  private static LoadBalancerContext context(NacosMemory nacos) throws ClassNotFoundException {
    return new LoadBalancerContext(
        "shared", new Discovery(nacos), Collections.emptyMap(), /* chain= */ null);
  }

  private enum Mode {
    GOOD,
    SLOW,
    EMPTY,
    NOTHING,
    FAILING,
    THROWING,
    HANGING,
    ELSEWHERE
  }

  /** A supplier over the framework's cache whose lookups go as told. */
  private final class Lookups {
    private final Suppliers suppliers = new Suppliers();
    private final AtomicInteger count = new AtomicInteger();
    private final String service;
    private final Discovery discovery = new Discovery(nacos);
    private final ServiceInstanceListSupplier supplier;
    private volatile Mode mode = Mode.GOOD;

    Lookups(String service) {
      this.service = service;
      this.supplier =
          suppliers.cached(
              new FixedSupplier(service, this::lookup) {
                @Override
                public Flux<List<ServiceInstance>> get() {
                  if (mode == Mode.THROWING) {
                    throw new IllegalStateException("no lookup at all");
                  }
                  return super.get();
                }
              });
    }

    /** What is given when Nacos has said these, and lookups go like that. */
    long after(Mode how, int... digits) {
      mode = how;
      List<Instance> instances = Instances.of(digits);
      nacos.push(service, instances);
      return given();
    }

    long given() {
      try {
        List<ServiceInstance> instances = supplier.get().next().block();
        return instances == null ? 0 : LoadBalancerContext.digits(instances);
      } catch (IllegalStateException e) {
        return 0;
      }
    }

    private Flux<List<ServiceInstance>> lookup() {
      count.incrementAndGet();
      switch (mode) {
        case EMPTY:
          return Flux.just(Collections.emptyList());
        case NOTHING:
          return Flux.empty();
        case FAILING:
          return Flux.error(new IllegalStateException("no answer"));
        case HANGING:
          return Flux.never();
        case ELSEWHERE:
          return Flux.just(discovery.convert("elsewhere", Instances.of(7)));
        case SLOW:
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
          return Flux.just(discovery.getInstances(service));
        default:
          return Flux.just(discovery.getInstances(service));
      }
    }
  }
}
