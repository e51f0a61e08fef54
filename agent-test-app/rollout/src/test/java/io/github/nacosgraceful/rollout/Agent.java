package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.description.modifier.Ownership;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.MethodCall;
import net.bytebuddy.implementation.StubMethod;
import net.bytebuddy.matcher.ElementMatchers;

/** With which agent a process starts. */
enum Agent {
  NONE("none"),

  /** Does nothing: it costs what the JVM itself takes for any. */
  IDLE("an idle one"),

  /** Is shown every class and changes none: it costs what the JVM takes for any that weaves. */
  LOOKING("one that looks at classes"),

  THIS("this one");

  private static final String PREMAIN = "StandInAgent";

  final String says;

  Agent(String says) {
    this.says = says;
  }

  static Path idle(Path folder) throws IOException {
    return jar(premain(StubMethod.INSTANCE), folder.resolve("idle-agent.jar"));
  }

  static Path looking(Path folder) throws IOException, NoSuchMethodException {
    DynamicType.Unloaded<?> transformer =
        new ByteBuddy(ClassFileVersion.JAVA_V8)
            .subclass(ClassFileTransformer.class)
            .name("LookingTransformer")
            // Not the one with a module, which Java 8 does not know.
            .method(ElementMatchers.named("transform").and(ElementMatchers.takesArguments(5)))
            .intercept(StubMethod.INSTANCE)
            .make();
    MethodCall made =
        MethodCall.construct(
            transformer
                .getTypeDescription()
                .getDeclaredMethods()
                .filter(ElementMatchers.isConstructor())
                .getOnly());
    MethodCall add =
        MethodCall.invoke(
                Instrumentation.class.getMethod("addTransformer", ClassFileTransformer.class))
            .onArgument(1)
            .withMethodCall(made);
    return jar(premain(add).include(transformer), folder.resolve("looking-agent.jar"));
  }

  private static DynamicType.Unloaded<?> premain(Implementation body) {
    return new ByteBuddy(ClassFileVersion.JAVA_V8)
        .subclass(Object.class)
        .name(PREMAIN)
        .defineMethod("premain", void.class, Visibility.PUBLIC, Ownership.STATIC)
        .withParameters(String.class, Instrumentation.class)
        .intercept(body)
        .make();
  }

  private static Path jar(DynamicType.Unloaded<?> classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", PREMAIN);
    classes.toJar(jar.toFile(), manifest);
    return jar;
  }
}
