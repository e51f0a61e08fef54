package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class FewTest {

  @Test
  void areAllOfAShortList() {
    assertThat(Few.list(List.of(1, 2, 3, 4, 5))).isEqualTo("[1, 2, 3, 4, 5]");
    assertThat(Few.are(List.of(1, 2, 3, 4, 5))).isTrue();
    assertThat(Few.list(List.of())).isEqualTo("[]");
  }

  @Test
  void areTheFirstOfALongOneAndTheNumberOfTheOthers() {
    List<String> many = Collections.nCopies(300, "a");
    assertThat(Few.of(many)).isEqualTo("a, a, a, a, a and 295 more");
    assertThat(Few.are(many)).isFalse();
  }
}
