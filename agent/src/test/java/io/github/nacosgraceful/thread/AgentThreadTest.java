package io.github.nacosgraceful.thread;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A thread of the agent that an application's thread happened to start. */
class AgentThreadTest {

  private final CountDownLatch end = new CountDownLatch(1);

  @AfterEach
  void end() {
    Inherited.VALUE.remove();
    end.countDown();
  }

  @Test
  void isADaemonWithANameAndTheLoaderItIsGiven() {
    ClassLoader loader = new ClassLoader() {};
    Thread thread = AgentThread.of(this::awaitEnd, "work", loader);
    assertThat(thread.isDaemon()).isTrue();
    assertThat(thread.getName()).isEqualTo("nacos-graceful-work");
    assertThat(thread.getContextClassLoader()).isSameAs(loader);
    assertThat(AgentThread.of(this::awaitEnd, "work", null).getContextClassLoader()).isNull();
  }

  @Test
  void inheritsNoThreadLocals() throws InterruptedException {
    Inherited.VALUE.set("of the application");
    AtomicReference<Object> seen = new AtomicReference<>("not run");
    Thread thread = AgentThread.of(() -> seen.set(Inherited.VALUE.get()), "work", null);
    thread.start();
    thread.join();
    assertThat(seen).hasValue(null);
  }

  @Test
  void isInNoGroupOfTheApplicationAndAsImportantAsOthers() throws InterruptedException {
    AtomicReference<Thread> made = new AtomicReference<>();
    Thread application =
        new Thread(
            new ThreadGroup("application"),
            () -> made.set(AgentThread.of(this::awaitEnd, "work", null)));
    application.setPriority(Thread.MIN_PRIORITY);
    application.start();
    application.join();
    assertThat(made.get().getThreadGroup().getParent()).isNull();
    assertThat(made.get().getPriority()).isEqualTo(Thread.NORM_PRIORITY);
  }

  /** Which may end the process, or send a mail. */
  @Test
  void keepsItsErrorsFromTheHandlerOfTheApplication() throws InterruptedException {
    AtomicReference<Throwable> seen = new AtomicReference<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> seen.set(error));
    try {
      Thread thread =
          AgentThread.of(
              () -> {
                throw new IllegalStateException("told to fail");
              },
              "work",
              null);
      thread.start();
      thread.join();
      assertThat(seen).hasValue(null);
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
  }

  /** Neither by an access context nor by anything else of the thread that made it. */
  @Test
  void keepsNoClassLoaderOfTheApplication() throws Exception {
    CountDownLatch running = new CountDownLatch(1);
    Runnable work =
        () -> {
          running.countDown();
          awaitEnd();
        };
    WeakReference<ClassLoader> loader = startFromAnApplication(work);
    running.await();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              System.gc();
              return loader.get() == null;
            });
  }

  private static WeakReference<ClassLoader> startFromAnApplication(Runnable work) throws Exception {
    ClassLoader loader = new ApplicationLoader();
    Runnable application =
        (Runnable)
            loader
                .loadClass(Application.class.getName())
                .getConstructor(Runnable.class)
                .newInstance(work);
    application.run();
    return new WeakReference<>(loader);
  }

  /** Public, so that the class below sees it from its own loader. */
  public static final class Inherited {

    public static final InheritableThreadLocal<Object> VALUE = new InheritableThreadLocal<>();

    private Inherited() {}
  }

  /** Of the application: it is on the stack when a hook starts a thread of the agent. */
  public static final class Application implements Runnable {

    private final Runnable work;

    public Application(Runnable work) {
      this.work = work;
    }

    @Override
    public void run() {
      Inherited.VALUE.set(this);
      try {
        AgentThread.of(work, "work", null).start();
      } finally {
        Inherited.VALUE.remove();
      }
    }
  }

  private static final class ApplicationLoader extends ClassLoader {

    ApplicationLoader() {
      super(AgentThreadTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Application.class.getName())) {
        return super.loadClass(name, resolve);
      }
      try (InputStream in = getResourceAsStream(name.replace('.', '/') + ".class")) {
        byte[] bytes = in.readAllBytes();
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
