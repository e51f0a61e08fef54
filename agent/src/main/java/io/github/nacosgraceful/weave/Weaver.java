package io.github.nacosgraceful.weave;

import java.util.ArrayList;
import java.util.List;
import net.bytebuddy.jar.asm.ClassReader;
import net.bytebuddy.jar.asm.ClassVisitor;
import net.bytebuddy.jar.asm.ClassWriter;
import net.bytebuddy.jar.asm.MethodVisitor;
import net.bytebuddy.jar.asm.Opcodes;

/**
 * Puts advice into one class file.
 *
 * <p>With the ASM inside Byte Buddy, and nothing else of it: its {@code Advice} would do, but loads
 * 600 classes for it, a third of a second of every start. Advice of ours is one call, for which no
 * type of the application has to be looked up. Only code inside methods changes, never the shape of
 * a class, so the result is valid for a retransformation too.
 *
 * <p>Runs on whatever thread loads a hooked class.
 */
public final class Weaver {

  private final ClassReader reader;
  private final Shape shape;
  private final ClassFiles others;

  /**
   * @param hooks all on this class
   * @param others the class files of the same loader, for what ends in another class
   */
  public Weaver(byte[] classFile, List<Hook> hooks, ClassFiles others) {
    this.reader = new ClassReader(classFile);
    this.shape = Shape.of(reader, hooks);
    this.others = others;
  }

  /**
   * Those that the class has.
   *
   * @param hooks of one part, some of those that the constructor was given
   * @throws MissingJoinPointException if something is missing without which none may be woven
   */
  public List<Hook> present(List<Hook> hooks) throws MissingJoinPointException {
    List<Hook> present = new ArrayList<>();
    for (Hook hook : hooks) {
      if (shape.has(hook)) {
        requireEnd(hook);
        present.add(hook);
      } else if (hook.isDemanded() && !shape.hasAnyOfItsGroup(hook)) {
        throw new MissingJoinPointException(hook);
      }
    }
    return present;
  }

  /** A begin without its end would count for ever. */
  private void requireEnd(Hook begin) throws MissingJoinPointException {
    for (Hook end : begin.ends()) {
      if (end.type().equals(begin.type()) ? shape.has(end) : others.have(end)) {
        return;
      }
    }
    if (!begin.ends().isEmpty()) {
      throw new MissingJoinPointException(begin.ends().get(0));
    }
  }

  /**
   * @param present on this class
   * @return the new class file
   */
  public byte[] weave(List<Hook> present) {
    ClassWriter writer = new ClassWriter(reader, 0);
    reader.accept(new Visitor(writer, shape, present), ClassReader.EXPAND_FRAMES);
    return writer.toByteArray();
  }

  /** Passes the class on, and the methods that hooks name through their advice. */
  private static final class Visitor extends ClassVisitor {

    private final Shape shape;
    private final List<Hook> hooks;

    Visitor(ClassVisitor next, Shape shape, List<Hook> hooks) {
      super(Opcodes.ASM9, next);
      this.shape = shape;
      this.hooks = hooks;
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String sign, String[] thrown) {
      MethodVisitor next = super.visitMethod(access, name, descriptor, sign, thrown);
      Integer locals = shape.maxLocals.get(name + descriptor);
      if (locals == null) {
        return next;
      }
      List<Hook> matching = new ArrayList<>();
      for (Hook hook : hooks) {
        if (hook.matches(name + descriptor)) {
          matching.add(hook);
        }
      }
      // The first hook is the first to see a call: it is next to the writer. The others are code of
      // the method to it, and its own variables come behind theirs.
      int free = locals + matching.size() * Frames.VARIABLES;
      for (Hook hook : matching) {
        free -= Frames.VARIABLES;
        next = new AdvisedMethod(next, shape, access, name, descriptor, hook.advice(), free);
      }
      return next;
    }
  }
}
