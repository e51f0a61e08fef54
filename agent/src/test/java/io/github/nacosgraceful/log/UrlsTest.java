package io.github.nacosgraceful.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlsTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "code: 500 for URL: http://n:8848/nacos?accessToken=s3cret&a=b|code: 500 for URL: http://n:8848/nacos?…",
        "https://n?s3cret and more|https://n?… and more",
        "GET /nacos/v1/cs/configs?token=s3cret HTTP/1.1|GET /nacos/v1/cs/configs?… HTTP/1.1",
        "{url='http://n/x?password=s3cret', a=1}|{url='http://n/x?…', a=1}",
        "http://n/a?s3cret http://n/b?s3cret|http://n/a?… http://n/b?…",
        "http://nacos:s3cret@n:8848/nacos|http://…@n:8848/nacos",
        "jdbc:mysql://me:s3cret@n/nacos?user=s3cret|jdbc:mysql://…@n/nacos?…",
      })
  void cutsOffWhatMayBeASecret(String text, String shown) {
    assertThat(Urls.withoutSecrets(text)).isEqualTo(shown);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Did you mean drain.quiet?",
        "DEFAULT_GROUP@@orders [10.0.0.1:8080]",
        "was it /nacos? or not",
        "http://n:8848/nacos/v1?",
        "",
      })
  void changesNothingElse(String text) {
    assertThat(Urls.withoutSecrets(text)).isSameAs(text);
  }

  @Test
  void cutsTheLinesOfTheLogToo() {
    assertThat(LogLine.of(LogLevel.WARN, "no answer (http://n/x?token=s3cret)"))
        .contains("no answer (http://n/x?…")
        .doesNotContain("s3cret");
    assertThat(
            LogLine.of(
                LogLevel.WARN, "it failed", new IllegalStateException("http://n/x?a=s3cret"), true))
        .contains("it failed: java.lang.IllegalStateException: http://n/x?…")
        .contains("\tat io.github.nacosgraceful.log.UrlsTest.")
        .doesNotContain("s3cret");
  }
}
