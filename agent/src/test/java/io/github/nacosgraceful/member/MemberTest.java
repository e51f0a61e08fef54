package io.github.nacosgraceful.member;

import static java.lang.invoke.MethodType.methodType;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;

class MemberTest {

  @Test
  void callsWhatTheHandleCalls() throws Throwable {
    assertThat(of(Object.class, "toString", String.class).get(17)).isEqualTo("17");
    assertThat(of(String.class, "length", int.class).number("four")).isEqualTo(4);
    assertThat(of(String.class, "isEmpty", boolean.class).is("")).isTrue();
    StringBuilder target = new StringBuilder("a");
    MethodHandle append =
        MethodHandles.publicLookup()
            .findVirtual(
                StringBuilder.class, "append", methodType(StringBuilder.class, String.class));
    Member.of(append.asType(methodType(void.class, StringBuilder.class, String.class)))
        .set(target, "b");
    assertThat(target).hasToString("ab");
  }

  @Test
  void throwsWhatTheMemberThrows() throws Exception {
    Member iterator = of(List.class, "iterator", Iterator.class);
    assertThatThrownBy(() -> iterator.get("no list")).isInstanceOf(ClassCastException.class);
  }

  @Test
  void hasAConstantOfItsOwn() throws Throwable {
    Member length = of(String.class, "length", int.class);
    Member hash = of(String.class, "hashCode", int.class);
    assertThat(length.getClass()).isNotSameAs(hash.getClass());
    assertThat(length.number("a")).isEqualTo(1);
    assertThat(hash.number("a")).isEqualTo('a');
  }

  /** So that a library that is gone does not stay because of it. */
  @Test
  void goesWithWhatHoldsIt() throws Exception {
    WeakReference<Class<?>> constant =
        new WeakReference<>(of(String.class, "length", int.class).getClass());
    await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> {
              System.gc();
              return constant.get() == null;
            });
  }

  private static Member of(Class<?> type, String method, Class<?> result) throws Exception {
    return Member.of(MethodHandles.publicLookup().findVirtual(type, method, methodType(result)));
  }
}
