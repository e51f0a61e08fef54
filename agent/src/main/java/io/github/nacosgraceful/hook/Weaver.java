package io.github.nacosgraceful.hook;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import net.bytebuddy.ClassFileVersion;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.asm.AsmVisitorWrapper;
import net.bytebuddy.description.method.MethodDescription;
import net.bytebuddy.description.type.TypeDescription;
import net.bytebuddy.dynamic.ClassFileLocator;
import net.bytebuddy.dynamic.scaffold.TypeInitializer;
import net.bytebuddy.implementation.Implementation;
import net.bytebuddy.implementation.auxiliary.AuxiliaryType;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.pool.TypePool;
import net.bytebuddy.utility.OpenedClassReader;

/**
 * Inlines advice into one class file. The only user of Byte Buddy beside the advice annotations.
 *
 * <p>Byte Buddy's {@code Advice} is applied to the methods directly, without its {@code
 * AgentBuilder} and without its type builder: for a list of exact names they cost a third of a
 * second of every start and give nothing. Types in signatures are looked up lazily, so one that the
 * application lacks does no harm. Only code inside methods changes, never the shape of a class, so
 * the result is valid for a retransformation too.
 *
 * <p>Runs on whatever thread loads a hooked class.
 */
final class Weaver {

  /** Where the advice is read from: the agent's own loader, whose class files have another name. */
  private final ClassFileLocator adviceLocator =
      ClassFileLocator.ForClassLoader.of(Weaver.class.getClassLoader());

  private final TypePool advicePool = lazyPool(adviceLocator);
  private final Map<String, Advice> advices = new ConcurrentHashMap<>();

  /**
   * @param hooks all on this class
   * @return the new class file
   * @throws MissingJoinPointException if the class has not what a required hook names
   */
  byte[] weave(String name, byte[] classFile, ClassLoader loader, List<Hook> hooks)
      throws MissingJoinPointException {
    TypePool pool =
        lazyPool(
            new ClassFileLocator.Compound(
                ClassFileLocator.Simple.of(name, classFile),
                ClassFileLocator.ForClassLoader.of(loader)));
    TypeDescription type = pool.describe(name).resolve();
    for (Hook hook : hooks) {
      if (hook.required() && type.getDeclaredMethods().filter(hook::matches).isEmpty()) {
        throw new MissingJoinPointException(hook);
      }
    }
    ClassReader reader = new ClassReader(classFile);
    ClassWriter writer = new ClassWriter(reader, AsmVisitorWrapper.NO_FLAGS);
    reader.accept(new Visitor(writer, type, pool, hooks), AsmVisitorWrapper.NO_FLAGS);
    return writer.toByteArray();
  }

  private Advice advice(Hook hook) {
    return advices.computeIfAbsent(
        hook.advice(), name -> Advice.to(advicePool.describe(name).resolve(), adviceLocator));
  }

  private static TypePool lazyPool(ClassFileLocator locator) {
    return new TypePool.Default.WithLazyResolution(
        new TypePool.CacheProvider.Simple(), locator, TypePool.Default.ReaderMode.FAST);
  }

  /** Passes the class on, and the methods that hooks name through their advice. */
  private final class Visitor extends ClassVisitor {

    private final TypeDescription type;
    private final TypePool pool;
    private final List<Hook> hooks;
    private final Implementation.Context context;

    Visitor(ClassVisitor next, TypeDescription type, TypePool pool, List<Hook> hooks) {
      super(OpenedClassReader.ASM_API, next);
      this.type = type;
      this.pool = pool;
      this.hooks = hooks;
      ClassFileVersion version = type.getClassFileVersion();
      this.context =
          Implementation.Context.Disabled.Factory.INSTANCE.make(
              type,
              new AuxiliaryType.NamingStrategy.SuffixingRandom("unused"),
              TypeInitializer.None.INSTANCE,
              version,
              version,
              Implementation.Context.FrameGeneration.GENERATE);
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] thrown) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, signature, thrown);
      for (Hook hook : hooks) {
        if (hook.matches(name, descriptor)) {
          MethodDescription method =
              type.getDeclaredMethods()
                  .filter(
                      it ->
                          it.getInternalName().equals(name)
                              && it.getDescriptor().equals(descriptor))
                  .getOnly();
          next =
              advice(hook)
                  .wrap(
                      type,
                      method,
                      next,
                      context,
                      pool,
                      AsmVisitorWrapper.NO_FLAGS,
                      AsmVisitorWrapper.NO_FLAGS);
        }
      }
      return next;
    }
  }
}
