package io.github.nacosgraceful.member;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.log.LogLevel;
import io.github.nacosgraceful.log.LogSink;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MembersTest {

  @TempDir Path folder;
  private Path log;
  private final AtomicInteger lookups = new AtomicInteger();

  @BeforeEach
  void log() {
    log = folder.resolve("agent.log");
    LogSink.configure(LogLevel.INFO, log.toString(), 1 << 20, 0);
  }

  @Test
  void findsThemOnceForEachClass() throws Throwable {
    Members<MethodHandle> members = members("length");
    MethodHandle found = members.get(String.class);
    assertThat((int) found.invoke("four")).isEqualTo(4);
    assertThat(members.get(String.class)).isSameAs(found);
    assertThat(members.get(StringBuilder.class)).isNotSameAs(found);
    assertThat(lookups).hasValue(2);
    assertThat(log).isEmptyFile();
  }

  @Test
  void saysOnceWhatIsMissing() throws Exception {
    Members<MethodHandle> members = members("size");
    assertThat(members.get(String.class)).isNull();
    assertThat(members.get(String.class)).isNull();
    assertThat(lookups).hasValue(1);
    assertThat(logged())
        .singleElement()
        .asString()
        .contains("WARN")
        .contains("lengths are off in null: this version has no java.lang.String.size()")
        .contains(". Nobody measures; see docs/");
  }

  @Test
  void namesAClassThatIsMissing() throws Exception {
    Members<Class<?>> members =
        new Members<>(type -> Class.forName("no.such.Type"), "it is off", "It rests");
    assertThat(members.get(String.class)).isNull();
    assertThat(logged())
        .singleElement()
        .asString()
        .contains("it is off in null: this version has no no.such.Type. It rests; see ");
  }

  private Members<MethodHandle> members(String method) {
    return new Members<>(
        type -> {
          lookups.incrementAndGet();
          return MethodHandles.publicLookup()
              .findVirtual(type, method, MethodType.methodType(int.class));
        },
        "lengths are off",
        "Nobody measures");
  }

  private List<String> logged() throws IOException {
    return Files.readAllLines(log);
  }
}
