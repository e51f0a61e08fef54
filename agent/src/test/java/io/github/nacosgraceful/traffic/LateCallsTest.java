package io.github.nacosgraceful.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LateCallsTest {

  private final LateCalls calls = new LateCalls();

  @Test
  void sayWhatMostOfTheLastHaveInCommon() {
    for (int i = 0; i < 100; i++) {
      calls.add(i % 8 == 0 ? "/bills/1" : "/orders/" + i, i < 90 ? "curl/8.5.0" : "okhttp/4");
    }
    assertThat(calls.mostOften()).isEqualTo("most at /orders (56 of the last 64) by curl (54)");
  }

  @Test
  void sayNothingWhereNoneCame() {
    assertThat(calls.mostOften()).isEmpty();
  }

  @Test
  void sayNothingOfThoseBefore() {
    calls.add("/orders", "curl");
    calls.forget();
    assertThat(calls.mostOften()).isEmpty();
    calls.add("/bills", "okhttp");
    assertThat(calls.mostOften()).isEqualTo("most at /bills (1 of the last 1) by okhttp (1)");
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/17?all=true, curl/8.5.0, /orders, curl",
    "/orders?id=1, Java/1.8.0_392, /orders, Java",
    "/orders;v=1, Apache-HttpClient/4.5 (Java/17), /orders, Apache-HttpClient",
    "/, Mozilla/5.0 (X11; Linux x86_64), /, browsers",
    "'', '', /, clients without a name",
    ", , /, clients without a name",
    "shop.Orders/Create, gRPC, shop.Orders, gRPC",
    "//evil, (nothing), /, ''"
  })
  void areShort(String path, String userAgent, String prefix, String family) {
    calls.add(path, userAgent);
    assertThat(calls.mostOften())
        .isEqualTo("most at " + prefix + " (1 of the last 1) by " + family + " (1)");
  }

  @Test
  void areShortWhateverAClientSends() {
    calls.add("/" + "a".repeat(8000), "b".repeat(8000));
    assertThat(calls.mostOften()).hasSizeLessThan(200);
  }
}
