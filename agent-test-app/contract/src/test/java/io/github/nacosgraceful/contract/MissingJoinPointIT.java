package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.contract.Fork.Output;
import java.nio.file.Path;
import java.util.List;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.description.modifier.Visibility;
import net.bytebuddy.dynamic.DynamicType;
import net.bytebuddy.implementation.FixedValue;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("core")
@Tag("contract")
class MissingJoinPointIT {

  private static final String ADAPTER = "org.apache.catalina.connector.CoyoteAdapter";

  @TempDir Path classes;

  /** A class of the hooked name whose method takes something else, as a version to come may. */
  @Test
  void leavesTheClassAsItIsAndNamesWhatIsMissingInOneLine() throws Exception {
    try (DynamicType.Unloaded<?> fake =
        new ByteBuddy()
            .subclass(Object.class)
            .name(ADAPTER)
            .defineMethod("service", String.class, Visibility.PUBLIC)
            .withParameters(String.class)
            .intercept(FixedValue.value("served"))
            .make()) {
      fake.saveIn(classes.toFile());
    }

    Output output =
        new Fork(List.of())
            .withClasses(classes)
            .withAgent()
            .run("io.github.nacosgraceful.contract.program.CallProgram", ADAPTER, "service");

    assertThat(output.exit()).as(output.toString()).isZero();
    assertThat(output.out()).containsExactly("served");
    assertThat(output.err().lines().filter(line -> line.contains("WARN")))
        .singleElement()
        .asString()
        .contains("tomcat is off in ")
        .contains(ADAPTER + "#service(Lorg/apache/coyote/Request;Lorg/apache/coyote/Response;)V");
  }
}
