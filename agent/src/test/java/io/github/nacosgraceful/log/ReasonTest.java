package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.FileNotFoundException;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class ReasonTest {

  /**
   * What the JDK makes of a 404 without a body, and a client that passes its token in the query.
   */
  @Test
  void namesTheAddressThatFailedWithoutItsQuery() {
    Throwable failure =
        new IOException(
            "failed to req",
            new FileNotFoundException(
                "http://10.0.0.1:8848/nacos/v1/ns/instance/list?accessToken=s3cret&app=unknown"));
    assertThat(Reason.of(failure))
        .isEqualTo("FileNotFoundException: http://10.0.0.1:8848/nacos/v1/ns/instance/list?…");
  }

  @Test
  void namesTheRootOfAFailureInAFewWords() {
    assertThat(Reason.of(new RuntimeException(new IOException("no\nroute"))))
        .startsWith("IOException: no");
    assertThat(Reason.of(new IOException("a".repeat(300)))).hasSize(214).endsWith("a…");
    assertThat(Reason.of(new IOException())).isEqualTo("IOException: null");
  }
}
