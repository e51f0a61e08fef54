package io.github.nacosgraceful.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Sees every class that is loaded, from before the application's first one on, and has those woven
 * that the hooks name, found by one hash lookup. Runs on the application's threads, inside class
 * loading.
 *
 * <p>What weaves is prepared on a thread of its own, beside the start of the application: a hooked
 * class that is loaded sooner waits for it. That thread touches no application class or loader, so
 * a thread that waits for it inside class loading cannot be waited for in return. Should it never
 * come to an end all the same, the wait does, and the application runs without the agent.
 */
public final class HookInstaller implements ClassFileTransformer {

  private static final long LONGEST_WAIT_MILLIS = 10_000;

  private final Map<String, List<Hook>> hooksByType = new HashMap<>();
  private final long longestWait;
  private ClassWeaver weaver;
  private boolean prepared;

  /**
   * @param hooks of the parts that are on
   */
  public HookInstaller(List<Hook> hooks) {
    this(hooks, LONGEST_WAIT_MILLIS);
  }

  HookInstaller(List<Hook> hooks, long longestWaitMillis) {
    longestWait = TimeUnit.MILLISECONDS.toNanos(longestWaitMillis);
    for (Hook hook : hooks) {
      String type = hook.type().replace('.', '/');
      List<Hook> known = hooksByType.get(type);
      if (known == null) {
        known = new ArrayList<>();
        hooksByType.put(type, known);
      }
      known.add(hook);
    }
  }

  /**
   * From now on, hooked classes are woven as they are loaded; those already there (another agent's
   * doing) at once.
   */
  public void install(Instrumentation instrumentation) {
    instrumentation.addTransformer(this, true);
    List<Class<?>> there = new ArrayList<>();
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (loaded.getClassLoader() != null
          && hooksByType.containsKey(loaded.getName().replace('.', '/'))) {
        there.add(loaded);
      }
    }
    if (there.isEmpty()) {
      return;
    }
    try {
      // Together: the JVM stops all threads each time.
      instrumentation.retransformClasses(there.toArray(new Class<?>[0]));
    } catch (UnmodifiableClassException | RuntimeException | Error e) {
      for (Class<?> loaded : there) {
        retransform(instrumentation, loaded);
      }
    }
  }

  private void retransform(Instrumentation instrumentation, Class<?> loaded) {
    try {
      instrumentation.retransformClasses(loaded);
    } catch (UnmodifiableClassException | RuntimeException | Error e) {
      ClassWeaver ready = awaitWeaver();
      if (ready != null) {
        ready.cannotChange(loaded, e);
      }
    }
  }

  /**
   * Ends the preparation; of several ends, the first.
   *
   * @param ready null to leave the application as it is
   */
  public synchronized void prepared(ClassWeaver ready) {
    if (!prepared) {
      prepared = true;
      weaver = ready;
      notifyAll();
    }
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    List<Hook> hooks = internalName == null ? null : hooksByType.get(internalName);
    ClassWeaver ready = hooks == null ? null : awaitWeaver();
    return ready == null
        ? null
        : ready.weave(loader, internalName.replace('/', '.'), classFile, hooks);
  }

  /** Also on a thread that is interrupted, and leaves it so. */
  private synchronized ClassWeaver awaitWeaver() {
    boolean interrupted = false;
    long begin = System.nanoTime();
    while (!prepared) {
      long left = TimeUnit.NANOSECONDS.toMillis(begin + longestWait - System.nanoTime());
      if (left <= 0) {
        prepared(null);
        System.err.println(
            "[nacos-graceful] was not ready in time, the application runs without it");
        break;
      }
      try {
        wait(left);
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return weaver;
  }
}
