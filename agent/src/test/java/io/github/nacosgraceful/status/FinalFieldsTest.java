package io.github.nacosgraceful.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FinalFieldsTest {

  private static final String DENY = "--illegal-final-field-mutation=deny";

  @Test
  void areFreeBeforeJava26() {
    assertThat(FinalFields.is("1.8", List.of())).isNull();
    assertThat(FinalFields.is("25", List.of(DENY))).isNull();
  }

  @Test
  void areWarnedOfUnlessTheOptionsSayElse() {
    assertThat(FinalFields.is("26", List.of("-Xmx1g"))).isEqualTo("warn");
    assertThat(FinalFields.is("27", List.of(DENY))).isEqualTo("deny");
  }

  @Test
  void areEnabledForTheClassPathWhateverElseIsSaid() {
    String enabled = "--enable-final-field-mutation=a.module,ALL-UNNAMED";
    assertThat(FinalFields.is("28", List.of(DENY, enabled))).isEqualTo("enabled");
    assertThat(FinalFields.is("28", List.of(DENY, "--enable-final-field-mutation=a.module")))
        .isEqualTo("deny");
  }
}
