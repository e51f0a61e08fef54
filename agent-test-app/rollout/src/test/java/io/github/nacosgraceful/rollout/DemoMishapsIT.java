package io.github.nacosgraceful.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.testbed.Workspace;
import java.nio.file.Files;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What goes wrong in a demo by intent costs no call, and its report says when it happened. */
@Tag("wire")
class DemoMishapsIT {

  @ParameterizedTest
  @CsvSource({
    "--nacos.fails=before, Nacos killed",
    "--nacos.fails=during, Nacos killed",
    "--kill=true, provider-3 killed",
    "--freeze=true, provider-3 goes on"
  })
  void costsNoCall(String option, String mark) throws Exception {
    int exit = Demo.commandLine(new Demo()).execute(option, "--rate=50", "--settle=5");
    assertThat(exit).isZero();
    assertThat(Files.readString(Workspace.find("rollout").target().resolve("report/index.html")))
        .contains(mark);
  }
}
