package io.github.nacosgraceful.status;

import com.google.gson.stream.JsonWriter;
import io.github.nacosgraceful.log.Plain;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;

/** Writes JSON to a string, by Gson's writer alone: the rest of Gson is not loaded for it. */
public final class Json {

  private Json() {}

  /** What writes one object. */
  public interface Content {
    void writeTo(JsonWriter json) throws IOException;
  }

  /** An object of this content. No character of it ends a script or a tag. */
  public static String of(Content content) {
    StringWriter text = new StringWriter();
    JsonWriter json = new JsonWriter(text);
    json.setHtmlSafe(true);
    json.setIndent("  ");
    try {
      json.beginObject();
      content.writeTo(json);
      json.endObject();
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter has none
    }
    return escaped(text.append('\n').toString());
  }

  /** Gson leaves characters that a terminal obeys as they are, but for the first 32. */
  private static String escaped(String json) {
    StringBuilder escaped = new StringBuilder(json.length());
    for (int i = 0; i < json.length(); i++) {
      char c = json.charAt(i);
      escaped.append(c == '\n' || Plain.isPlain(c) ? String.valueOf(c) : Plain.escaped(c));
    }
    return escaped.toString();
  }

  /** As {@code 2026-11-21T20:09:03.123Z}. */
  static String time(long millisSince1970) {
    return Instant.ofEpochMilli(millisSince1970).toString();
  }
}
