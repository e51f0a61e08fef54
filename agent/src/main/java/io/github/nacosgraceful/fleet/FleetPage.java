package io.github.nacosgraceful.fleet;

/** The fleet as a page of its own, for whoever has no terminal: one file, nothing is loaded. */
final class FleetPage {

  private static final String STYLE =
      "body{font:15px/1.5 system-ui,sans-serif;margin:2em auto;max-width:60em;padding:0 1em;color:#222}"
          + "table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:.4em .6em;border-bottom:1px solid #ddd}"
          + "td.n{text-align:right}meter{width:8em}.without{color:#a33}h1{font-size:1.4em}.big{font-size:1.2em}";

  private FleetPage() {}

  static String of(Fleet fleet) {
    StringBuilder out = new StringBuilder();
    out.append("<!doctype html>\n<html lang=\"en\"><head><meta charset=\"utf-8\">")
        .append("<meta name=\"viewport\" content=\"width=device-width\">")
        .append("<title>Which instances leave without a failed call</title><style>")
        .append(STYLE)
        .append("</style></head>\n<body><h1>Which instances leave without a failed call</h1>\n");
    out.append("<p class=\"big\">").append(text(fleet.summary())).append("</p>\n");
    out.append(
            "<p>An instance with the agent is taken out of traffic before it stops. Its callers need the agent")
        .append(
            " too, to follow at once.</p>\n<table><thead><tr><th>service</th><th>instances</th><th>with the")
        .append(" agent</th><th>versions</th><th>callers without</th></tr></thead><tbody>\n");
    for (FleetService service : fleet.services) {
      row(out, service);
    }
    out.append("</tbody></table>\n");
    for (String problem : fleet.problems) {
      out.append("<p class=\"without\">").append(text(problem)).append(".</p>\n");
    }
    return out.append("</body></html>\n").toString();
  }

  private static void row(StringBuilder out, FleetService service) {
    int members = service.members.size();
    out.append("<tr><td>")
        .append(text(service.name))
        .append("</td><td class=\"n\">")
        .append(members);
    out.append("</td><td><meter min=\"0\" max=\"")
        .append(Math.max(1, members))
        .append("\" value=\"")
        .append(service.withAgent())
        .append("\"></meter> ")
        .append(service.withAgent())
        .append("</td><td>")
        .append(text(String.join(", ", service.versions())))
        .append("</td><td class=\"without\">")
        .append(
            text(
                service.problem != null
                    ? "not told: " + service.problem
                    : String.join(", ", service.callersWithout())))
        .append("</td></tr>\n");
  }

  private static String text(String raw) {
    return raw.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
