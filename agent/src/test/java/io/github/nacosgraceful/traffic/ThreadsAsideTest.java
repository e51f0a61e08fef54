package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadsAsideTest {

  private final ThreadsAside aside = new ThreadsAside();

  @Test
  void areThoseThatSaySo() throws InterruptedException {
    assertThat(aside.hasThisOne()).isFalse();
    aside.begin();
    assertThat(aside.hasThisOne()).isTrue();
    boolean[] other = new boolean[1];
    Thread thread = new Thread(() -> other[0] = aside.hasThisOne());
    thread.start();
    thread.join();
    assertThat(other[0]).isFalse();
    aside.end();
    aside.end();
    assertThat(aside.hasThisOne()).isFalse();
  }
}
