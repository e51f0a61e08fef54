package io.github.nacosgraceful.member;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class WeakIdentityMapTest {

  private final WeakIdentityMap<String> map = new WeakIdentityMap<>();

  @Test
  void tellsEqualObjectsApart() {
    List<String> one = new ArrayList<>();
    List<String> two = new ArrayList<>();
    assertThat(map.getOrAdd(one, () -> "one")).isEqualTo("one");
    assertThat(map.getOrAdd(one, () -> "again")).isEqualTo("one");
    assertThat(map.get(two)).isNull();
    one.add("changed");
    assertThat(map.get(one)).isEqualTo("one");
    List<String> seen = new ArrayList<>();
    map.forEach((object, value) -> seen.add(value));
    assertThat(seen).containsExactly("one");
  }

  @Test
  void holdsNoObject() {
    Object object = new Object();
    map.getOrAdd(object, () -> "value");
    WeakReference<Object> reference = new WeakReference<>(object);
    object = null;
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (reference.get() != null && System.nanoTime() < deadline) {
      System.gc();
    }
    assertThat(reference.get()).isNull();
    map.forEach((gone, value) -> assertThat(value).as("none is left").isNull());
  }
}
