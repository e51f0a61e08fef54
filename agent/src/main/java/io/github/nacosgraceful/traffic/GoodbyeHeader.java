package io.github.nacosgraceful.traffic;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.goodbye.Goodbye;
import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/**
 * Has each answer of a leaving process say so, when its head is about to be sent: not sooner, as an
 * application may reset an answer, or the process may have begun to leave meanwhile. What the
 * application itself has put there is replaced. Runs on the threads of servers; as long as nothing
 * leaves, an answer costs one read.
 */
public final class GoodbyeHeader extends Handler {

  /** Of an answer, the header's name, and its value. */
  private static final MethodType SET_HEADER =
      MethodType.methodType(void.class, Object.class, String.class, String.class);

  private final Traffic traffic;
  private final Members<MethodHandle> headers;

  /**
   * @param headers made by {@link #setter}
   */
  public GoodbyeHeader(Traffic traffic, Members<MethodHandle> headers) {
    this.traffic = traffic;
    this.headers = headers;
  }

  /**
   * The one member of a server that is called.
   *
   * @param lookup of what sets a header of an answer: from any object by which the server knows the
   *     answer, the header's name, and its value
   */
  public static Members<MethodHandle> setter(Members.Lookup<MethodHandle> lookup) {
    return new Members<>(
        type -> lookup.in(type).asType(SET_HEADER),
        "goodbye is off",
        "Callers hear from Nacos that this process leaves");
  }

  /** The head of an answer is about to be sent. */
  @Override
  public Object enter(Object answer, Object a, Object b, Object c) throws Throwable {
    say(answer);
    return null;
  }

  /** The same, for a handler that has more to do then. */
  public void say(Object answer) throws Throwable {
    String goodbye = traffic.goodbye();
    if (goodbye != null) {
      MethodHandle setHeader = headers.get(answer.getClass());
      if (setHeader != null) {
        setHeader.invokeExact(answer, Goodbye.HEADER, goodbye);
      }
    }
  }
}
