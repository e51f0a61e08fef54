package io.github.nacosgraceful.admin;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.ByteArrayOutputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;

/**
 * The page for people at {@code /} and the files that it needs, as they are in the agent's jar. All
 * it shows it asks {@code /status} for, so nothing is put into it here.
 *
 * <p>A browser may load nothing for it from anywhere else, run nothing that stands in it, and show
 * it in no other page. Runs on a thread of the endpoint.
 */
final class Page implements HttpHandler {

  private static final String POLICY =
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

  /** Whether the page or one of its files is at this path. */
  static boolean has(String path) {
    return file(path) != null;
  }

  /** Answers a GET of such a path. */
  @Override
  public void handle(HttpExchange exchange) throws IOException {
    String[] file = file(exchange.getRequestURI().getPath());
    byte[] content = read(file[1]);
    Headers headers = exchange.getResponseHeaders();
    headers.set("Content-Type", file[2] + "; charset=utf-8");
    headers.set("Content-Security-Policy", POLICY);
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cache-Control", "no-store");
    exchange.sendResponseHeaders(200, content.length);
    exchange.getResponseBody().write(content);
    exchange.close();
  }

  private static String[] file(String path) {
    for (String[] file : FILES) {
      if (file[0].equals(path)) {
        return file;
      }
    }
    return null;
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = Page.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new FileNotFoundException(name);
      }
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[4096];
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        out.write(buffer, 0, n);
      }
      return out.toByteArray();
    }
  }
}
