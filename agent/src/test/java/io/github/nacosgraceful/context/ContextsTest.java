package io.github.nacosgraceful.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContextsTest {

  private final Contexts contexts = new Contexts();

  @Test
  void knowWhetherOneIsBeingClosedOnThisThread() throws Exception {
    assertThat(contexts.isClosingOnThisThread()).isFalse();
    Contexts.Closing closing = contexts.begins("a context");
    assertThat(contexts.isClosingOnThisThread()).isTrue();
    boolean[] elsewhere = {true};
    Thread other = new Thread(() -> elsewhere[0] = contexts.isClosingOnThisThread());
    other.start();
    other.join();
    assertThat(elsewhere[0]).isFalse();
    contexts.ends(closing);
    assertThat(contexts.isClosingOnThisThread()).isFalse();
  }
}
