package io.github.nacosgraceful.install;

import io.github.nacosgraceful.weave.Hook;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
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

  /** By the internal name of the class, then by part, in the order of the parts. */
  private final Map<String, Map<String, List<Hook>>> hooksByType = new HashMap<>();

  /** By {@code System.nanoTime()}: all that wait do so until then, and nobody after. */
  private final long waitUntil;

  private ClassWeaver weaver;
  private boolean prepared;

  /**
   * @param parts those that are on, by name, with their hooks
   */
  public HookInstaller(Map<String, List<Hook>> parts) {
    this(parts, LONGEST_WAIT_MILLIS);
  }

  HookInstaller(Map<String, List<Hook>> parts, long longestWaitMillis) {
    waitUntil = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(longestWaitMillis);
    for (Map.Entry<String, List<Hook>> part : parts.entrySet()) {
      for (Hook hook : part.getValue()) {
        add(part.getKey(), hook);
      }
    }
  }

  private void add(String part, Hook hook) {
    String type = hook.type().replace('.', '/');
    Map<String, List<Hook>> parts = hooksByType.get(type);
    if (parts == null) {
      parts = new LinkedHashMap<>();
      hooksByType.put(type, parts);
    }
    List<Hook> hooks = parts.get(part);
    if (hooks == null) {
      hooks = new ArrayList<>();
      parts.put(part, hooks);
    }
    hooks.add(hook);
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
   * @return false if it has ended before: whoever waited has lost patience
   */
  public synchronized boolean prepared(ClassWeaver ready) {
    if (prepared) {
      return false;
    }
    prepared = true;
    weaver = ready;
    notifyAll();
    return true;
  }

  @Override
  public byte[] transform(
      ClassLoader loader,
      String internalName,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    Map<String, List<Hook>> parts = internalName == null ? null : hooksByType.get(internalName);
    ClassWeaver ready = parts == null ? null : awaitWeaver();
    return ready == null
        ? null
        : ready.weave(loader, internalName.replace('/', '.'), classFile, parts);
  }

  /** Works on an interrupted thread and keeps its interrupt flag. */
  private synchronized ClassWeaver awaitWeaver() {
    boolean interrupted = false;
    while (!prepared) {
      long left = TimeUnit.NANOSECONDS.toMillis(waitUntil - System.nanoTime());
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
