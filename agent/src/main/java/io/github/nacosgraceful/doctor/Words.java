package io.github.nacosgraceful.doctor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a report says, in one language or the other. Checks speak English; each of their sentences
 * is looked up whole, with a gap where a name or a number stands. What is not found stays English.
 */
abstract class Words {

  static final Words ENGLISH =
      new Words() {
        @Override
        String of(String english) {
          return english;
        }
      };

  /** A sentence as this language says it. */
  abstract String of(String english);

  /** Of what is known, the first sentence with these gaps that it could be. */
  private static final class Looked extends Words {

    private static final Pattern GAP = Pattern.compile("\\{([0-9]?)}");

    private final Map<Pattern, String> known = new LinkedHashMap<>();

    void add(String english, String other) {
      StringBuilder pattern = new StringBuilder();
      for (String part : english.split("\\{}", -1)) {
        pattern.append(pattern.length() == 0 ? "" : "(.+?)").append(Pattern.quote(part));
      }
      known.put(Pattern.compile(pattern.toString()), other);
    }

    @Override
    String of(String english) {
      for (Map.Entry<Pattern, String> one : known.entrySet()) {
        Matcher said = one.getKey().matcher(english);
        if (said.matches()) {
          return filled(one.getValue(), said);
        }
      }
      return english;
    }

    /** What stands in a gap may be a sentence itself: the reason why a node cannot be asked. */
    private String filled(String other, Matcher said) {
      StringBuffer out = new StringBuffer();
      Matcher gap = GAP.matcher(other);
      for (int next = 1; gap.find(); next++) {
        int number = gap.group(1).isEmpty() ? next : Integer.parseInt(gap.group(1));
        gap.appendReplacement(out, Matcher.quoteReplacement(of(said.group(number))));
      }
      gap.appendTail(out);
      return out.toString();
    }
  }

  /**
   * @param language {@code zh}, {@code zh_CN.UTF-8}, {@code en}; null or another for English
   */
  static Words in(String language) {
    if (language == null || !language.toLowerCase(Locale.ROOT).startsWith("zh")) {
      return ENGLISH;
    }
    Looked chinese = new Looked();
    try (InputStream in = Words.class.getResourceAsStream("zh-CN.txt");
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.isEmpty()) {
          chinese.add(line, lines.readLine());
        }
      }
      return chinese;
    } catch (IOException e) {
      throw new IllegalStateException("a file of the jar cannot be read", e);
    }
  }

  /** As the environment asks for it, in the order in which programs look. */
  static String ofEnvironment(Map<String, String> environment) {
    for (String name : new String[] {"LC_ALL", "LC_MESSAGES", "LANG"}) {
      String language = environment.get(name);
      if (language != null && !language.isEmpty()) {
        return language;
      }
    }
    return null;
  }
}
