package io.github.nacosgraceful.release;

import java.util.regex.Pattern;

/** Makes the links of a page right in another folder. */
final class Links {

  /** Of a link, what leads into the project: neither another site nor a place on the same page. */
  private static final Pattern RELATIVE = Pattern.compile("]\\((?!https?:|mailto:|#|README)");

  private Links() {}

  /**
   * @param folder in which the sources are from the page's new place
   */
  static String into(String page, String folder) {
    return RELATIVE.matcher(page).replaceAll("](" + folder + "/");
  }
}
