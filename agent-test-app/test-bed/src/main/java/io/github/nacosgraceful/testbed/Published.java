package io.github.nacosgraceful.testbed;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The versions of an artifact that Maven's metadata names at this moment, ascending.
 *
 * @param releases those that are meant for everybody
 * @param milestones those that come before a release that is not there yet
 */
public record Published(List<String> releases, List<String> milestones) {

  private static final Pattern MILESTONE =
      Pattern.compile(
          "(?i).*[.-](alpha|beta|cr|ea|m|milestone|pre|preview|rc|snapshot)[.-]?\\d*([.-]\\d+)*");

  /**
   * Asks for them.
   *
   * @param artifact {@code group:artifact}
   */
  public static Published of(String artifact) {
    return among(Jars.versions(artifact));
  }

  /**
   * @param versions ascending
   */
  static Published among(List<String> versions) {
    List<String> releases = versions.stream().filter(each -> !isMilestone(each)).toList();
    String last = releases.isEmpty() ? "" : releases.get(releases.size() - 1);
    List<String> newer = versions.subList(versions.lastIndexOf(last) + 1, versions.size());
    return new Published(releases, newer.stream().filter(Published::isMilestone).toList());
  }

  /** The releases, the newest first. */
  public List<String> newestFirst() {
    List<String> reversed = new ArrayList<>(releases);
    Collections.reverse(reversed);
    return reversed;
  }

  /** The releases of the line that a version is of, the newest first. */
  public List<String> newestFirstLike(String version) {
    return newestFirst().stream().filter(each -> line(each).equals(line(version))).toList();
  }

  public Optional<String> newestMilestone() {
    return milestones.isEmpty()
        ? Optional.empty()
        : Optional.of(milestones.get(milestones.size() - 1));
  }

  /** The first two numbers: those who maintain a library mostly maintain several of these. */
  public static String line(String version) {
    String[] numbers = version.split("[.-]");
    return numbers.length < 2 ? version : numbers[0] + "." + numbers[1];
  }

  static boolean isMilestone(String version) {
    return MILESTONE.matcher(version).matches();
  }
}
