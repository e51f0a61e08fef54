package io.github.nacosgraceful.doctor;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * What doctor said.
 *
 * @param command as it would be typed
 */
record Diagnosis(String command, String text, int exitCode) {

  private static final Pattern ID = Pattern.compile("\\[([a-z]+(?:-[a-z0-9]+)+)\\]\\R");

  /** Of the findings, in the order of the report. */
  List<String> ids() {
    return ids(text);
  }

  static List<String> ids(String text) {
    return ID.matcher(text).results().map(MatchResult::group).map(Diagnosis::bare).toList();
  }

  private static String bare(String found) {
    return found.strip().replaceAll("[\\[\\]]", "");
  }
}
