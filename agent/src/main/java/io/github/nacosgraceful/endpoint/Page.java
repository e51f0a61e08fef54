package io.github.nacosgraceful.endpoint;

import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/**
 * The page for people at {@code /} and the files that it needs, as they are in the agent's jar. All
 * it shows it asks {@code /status} for, so nothing is put into it here.
 */
final class Page {

  /** What a browser may do with it: load these files, ask the endpoint, and nothing else. */
  static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self';"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** The path of each file, its name, and its type. */
  private static final String[][] FILES = {
    {"/", "page.html", "text/html"},
    {"/page.css", "page.css", "text/css"},
    {"/page.svg", "page.svg", "image/svg+xml"},
    {"/page.js", "page.js", "text/javascript"},
    {"/elements.js", "elements.js", "text/javascript"},
    {"/sections.js", "sections.js", "text/javascript"},
    {"/timeline.js", "timeline.js", "text/javascript"},
  };

  private Page() {}

  /** Null if nothing of it is at this path. */
  static Answer at(String path) {
    for (String[] file : FILES) {
      if (file[0].equals(path)) {
        return Answer.file(file[2], read(file[1]));
      }
    }
    return null;
  }

  private static byte[] read(String name) {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name + " is not in the agent's jar");
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
