package io.github.nacosgraceful.release;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the change log says of one version. */
final class Changes {

  private Changes() {}

  /**
   * @throws IllegalArgumentException if it says nothing of it
   */
  static String of(String changelog, String version) {
    Matcher section =
        Pattern.compile(
                "^## " + Pattern.quote(version) + "\\b[^\n]*\n(.*?)(?=^## |\\z)",
                Pattern.MULTILINE | Pattern.DOTALL)
            .matcher(changelog);
    if (!section.find() || section.group(1).isBlank()) {
      throw new IllegalArgumentException("CHANGELOG.md says nothing of " + version);
    }
    return section.group().strip() + "\n";
  }
}
