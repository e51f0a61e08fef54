package io.github.nacosgraceful.hook;

import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.dynamic.scaffold.TypeValidation;
import net.bytebuddy.matcher.ElementMatcher;
import net.bytebuddy.matcher.ElementMatchers;
import net.bytebuddy.pool.TypePool;

/**
 * Inlines advice into one class file. The only user of Byte Buddy beside the advice annotations.
 *
 * <p>Not an {@code AgentBuilder}: for a list of exact names it costs start-up time and gives
 * nothing. Only code inside methods changes, never the shape of a class, so the result is valid for
 * a retransformation too.
 *
 * <p>Runs on whatever thread loads a hooked class.
 */
final class Weaver {

  /** Where the advice is read from: the agent's own loader, whose class files have another name. */
  private final ClassFileLocator adviceLocator =
      ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());

  private final TypePool advicePool = TypePool.Default.of(adviceLocator);

  /**
   * @param hooks all on this class
   * @return the new class file
   * @throws MissingJoinPointException if the class has not what a required hook names
   */
  byte[] weave(String name, byte[] classFile, ClassLoader loader, List<Hook> hooks)
      throws MissingJoinPointException {
    ClassFileLocator locator =
        new ClassFileLocator.Compound(
            ClassFileLocator.Simple.of(name, classFile),
            loader == null
                ? ClassFileLocator.ForClassLoader.ofBootLoader()
                : ClassFileLocator.ForClassLoader.of(loader));
    TypeDescription type = TypePool.Default.of(locator).describe(name).resolve();
    DynamicType.Builder<?> builder =
        new ByteBuddy()
            .with(TypeValidation.DISABLED)
            .ignore(ElementMatchers.none())
            .decorate(type, locator);
    for (Hook hook : hooks) {
      ElementMatcher<MethodDescription> matcher = hook::matches;
      if (!type.getDeclaredMethods().filter(matcher).isEmpty()) {
        builder = builder.visit(advice(hook, matcher));
      } else if (hook.required()) {
        throw new MissingJoinPointException(hook);
      }
    }
    return builder.make().getBytes();
  }

  private AsmVisitorWrapper advice(Hook hook, ElementMatcher<MethodDescription> matcher) {
    return Advice.to(advicePool.describe(hook.advice()).resolve(), adviceLocator).on(matcher);
  }
}
