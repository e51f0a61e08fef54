package io.github.nacosgraceful.install;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.THROWN;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.ClassFiles;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.Value;
import io.github.nacosgraceful.weave.Weaver;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;

/**
 * Weaves a probe class as an application's classes are woven, and runs it: the outcome goes into
 * the armed line, and the first hooked class finds the {@link Weaver} loaded.
 */
public final class Probe {

  private static final int POINT = Bridge.point("probe");

  private Probe() {}

  /** Why classes cannot be hooked in this JVM; null if they can. */
  public static String problem() {
    Bell bell = new Bell();
    Bridge.install(POINT, bell);
    try {
      Weaver weaver =
          new Weaver(classFile(), hooks(), new ClassFiles(Bridge.class.getClassLoader()));
      byte[] woven = weaver.weave(weaver.present(hooks()));
      Class<?> target = new TargetLoader().define(Target.class.getName(), woven);
      ((Runnable) target.getDeclaredConstructor().newInstance()).run();
      return bell.rings == 5 ? null : "the woven probe reached the bridge only " + bell.rings;
    } catch (Throwable t) {
      return t.toString();
    }
  }

  /** Every feature of advice that a hook uses. */
  private static List<Hook> hooks() {
    String name = Target.class.getName();
    Advice probe = Advice.of(POINT);
    return Arrays.asList(
        Hook.onConstructors(name, probe.replaceField("field", SELF, NOTHING)),
        Hook.on(name, "run()V", probe.enterOrSkip(SELF).end(SELF, THROWN)),
        Hook.on(
            name,
            "answer(Ljava/lang/Object;)Ljava/lang/Object;",
            probe.replaceArgument(0, NOTHING).replaceResult(NOTHING, Value.argument(0))));
  }

  private static byte[] classFile() throws IOException {
    String file = Target.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Target.class.getClassLoader().getResourceAsStream(file)) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        bytes.write(buffer, 0, n);
      }
      return bytes.toByteArray();
    }
  }

  /** Counts what arrives. */
  private static final class Bell extends Handler {
    private int rings;

    @Override
    public Object enter(Object self, Object a, Object b, Object c) {
      rings++;
      return null;
    }

    @Override
    public void exit(Object entered, Object self, Object a) {
      rings++;
    }

    @Override
    public Object replace(Object self, Object a, Object value) {
      rings++;
      return value;
    }
  }

  /** What is woven. */
  public static final class Target implements Runnable {
    private Object field;

    @Override
    public void run() {
      field = answer(field);
    }

    static Object answer(Object question) {
      return question;
    }
  }

  private static final class TargetLoader extends ClassLoader {
    TargetLoader() {
      super(Bridge.class.getClassLoader());
    }

    Class<?> define(String name, byte[] classFile) {
      return defineClass(name, classFile, 0, classFile.length);
    }
  }
}
