package io.github.nacosgraceful.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.Weaving;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What the agent expects of its libraries is there, in the oldest version, the newest, and on both
 * sides of each break: each join point, and each member that is reached through a handle.
 */
@ParameterizedClass
@MethodSource("versions")
@Tag("core")
@Tag("contract")
class ContractIT {

  private static final Map<Version, WovenLoader> LOADERS = new ConcurrentHashMap<>();
  private static final Set<String> FOUND = ConcurrentHashMap.newKeySet();

  @Parameter Version version;

  static Stream<Version> versions() {
    return Library.all().flatMap(Library::versions);
  }

  /** A class that no version has any more would be missed by nobody. */
  @AfterAll
  static void hasLookedForEachMemberInSomeVersion() {
    assertThat(FOUND).containsAll(Handles.needs().stream().map(Need::toString).toList());
  }

  @AfterAll
  static void close() {
    LOADERS.values().forEach(WovenLoader::close);
    LOADERS.clear();
  }

  @Test
  void hasTheJoinPointsThatAreExpectedAndNoOthers() {
    assertThat(Weaving.missing(loader())).as("required join points that are missing").isEmpty();
    assertThat(Weaving.present(loader()).stream().map(JoinPoint::nameOf).distinct())
        .filteredOn(name -> version.library().has(name))
        .containsExactlyInAnyOrderElementsOf(version.joinPoints());
  }

  @Test
  void isWovenIntoClassesThatTheVerifierAccepts() throws Exception {
    for (Hook hook : Weaving.present(loader())) {
      if (!version.library().has(JoinPoint.nameOf(hook))) {
        continue; // of a dependency, which may lack what it needs here
      }
      Class<?> woven = Class.forName(hook.type(), false, loader());
      // Listing the methods links the class, and linking verifies it.
      assertThatCode(woven::getDeclaredMethods).as(hook.toString()).doesNotThrowAnyException();
    }
  }

  @Test
  void hasTheMembersThatAreLookedUp() {
    assertThat(Handles.missing(version, loader())).isEmpty();
    FOUND.addAll(Handles.found(loader()));
  }

  private WovenLoader loader() {
    return LOADERS.computeIfAbsent(version, v -> new WovenLoader(Jars.of(v.coordinates())));
  }
}
