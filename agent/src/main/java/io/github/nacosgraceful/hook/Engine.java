package io.github.nacosgraceful.hook;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.config.Option;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.implementation.bytecode.assign.Assigner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes the {@link Weaver} ready on a thread of its own, beside the start of the application:
 * loading Byte Buddy takes longer than all the rest of the agent's start. A class that is to be
 * hooked earlier waits for it.
 *
 * <p>Getting ready is a self-test: a probe class is woven and run, and the outcome goes into the
 * armed line. That thread touches no application class or loader, so a thread that waits for it
 * inside class loading cannot be waited for in return.
 */
public final class Engine {

  private static final Logger log = LoggerFactory.getLogger(Engine.class);

  private static final long PATIENCE_SECONDS = 10;

  private final CountDownLatch ready = new CountDownLatch(1);
  private volatile Weaver weaver;
  private volatile Throwable failure;
  private volatile boolean fired;

  /**
   * Starts getting ready. {@code afterwards} runs when that is done, well or not, on the same
   * thread.
   */
  public void start(Runnable afterwards) {
    Thread thread =
        new Thread("nacos-graceful-start") {
          @Override
          public void run() {
            try {
              long begin = System.nanoTime();
              prepare();
              log.debug("ready to hook after {} us", (System.nanoTime() - begin) / 1000);
            } catch (Throwable t) {
              failure = t;
            } finally {
              ready.countDown();
            }
            afterwards.run();
          }
        };
    thread.setDaemon(true);
    thread.setContextClassLoader(null);
    thread.start();
  }

  /**
   * Null if the self-test passed; else why classes cannot be hooked in this JVM. Call it after the
   * start.
   */
  public String problem() {
    return fired
        ? null
        : failure != null ? failure.toString() : "the woven probe did not reach the bridge";
  }

  Weaver weaver() {
    if (weaver == null) {
      try {
        // Longer than ever seen; after that the class is hooked without the head start.
        ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt(); // meant for the application, not for us
      }
    }
    Weaver made = weaver;
    return made == null ? new Weaver() : made;
  }

  private void prepare() throws Exception {
    Weaver made = new Weaver();
    String name = Probe.class.getName();
    List<Hook> hooks =
        Arrays.asList(
            Hook.on(Option.ENABLED, name, "run()V", ProbeAdvice.class.getName()),
            Hook.on(
                Option.ENABLED,
                name,
                "answer(Ljava/lang/Object;)Ljava/lang/Object;",
                AnswerAdvice.class.getName()));
    Bridge.install(
        Bridge.PROBE,
        new Handler() {
          @Override
          public void exit(Object entered, Object self, Object a) {
            fired = true;
          }
        });
    byte[] woven =
        made.weave(
            name,
            ClassFileLocator.ForClassLoader.read(Probe.class),
            Probe.class.getClassLoader(),
            hooks);
    Runnable probe =
        (Runnable) new ProbeLoader().define(name, woven).getDeclaredConstructor().newInstance();
    probe.run();
    weaver = made;
  }

  /** What the self-test weaves. */
  public static final class Probe implements Runnable {
    private Object field;

    @Override
    public void run() {
      field = answer(field);
    }

    static Object answer(Object question) {
      return question;
    }
  }

  /**
   * What it weaves into it: every feature of advice that a hook uses, so that the classes behind
   * them are loaded here and not on the thread that loads the first hooked class.
   */
  public static final class ProbeAdvice {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
    public static Object enter(@Advice.This Object self) {
      return Bridge.enter(Bridge.PROBE, self, null, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.Enter Object entered,
        @Advice.Thrown Throwable thrown,
        @Advice.FieldValue(value = "field", readOnly = false, typing = Assigner.Typing.DYNAMIC)
            Object field) {
      field = Bridge.replace(Bridge.PROBE, self, entered, field);
      Bridge.exit(Bridge.PROBE, entered, self, thrown);
    }
  }

  /** The rest of them. */
  public static final class AnswerAdvice {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(
        @Advice.Argument(0) Object question,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object answer) {
      answer = Bridge.replace(Bridge.PROBE, null, question, answer);
    }
  }

  private static final class ProbeLoader extends ClassLoader {
    ProbeLoader() {
      super(Bridge.class.getClassLoader());
    }

    Class<?> define(String name, byte[] classFile) {
      return defineClass(name, classFile, 0, classFile.length);
    }
  }
}
