package io.github.nacosgraceful.status;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.log.Plain;

/** The measures in the text format of Prometheus, 0.0.4. */
public final class Metrics {

  private final Measures measures;

  public Metrics(Measures measures) {
    this.measures = measures;
  }

  public String text() {
    StringBuilder out = new StringBuilder();
    out.append("# HELP nacos_graceful_info The agent's version\n")
        .append("# TYPE nacos_graceful_info gauge\n")
        .append("nacos_graceful_info{version=\"")
        .append(escape(Bridge.version()))
        .append("\"} 1\n");
    String last = "";
    for (Measure measure : measures.fixed()) {
      last = write(out, measure, last);
    }
    for (Measure measure : measures.services()) {
      last = write(out, measure, last);
    }
    return out.toString();
  }

  /**
   * @return the name, whose head is not written again for the next tag
   */
  private static String write(StringBuilder out, Measure measure, String last) {
    String name = measure.name().replace('.', '_') + (measure.isCounter() ? "_total" : "");
    if (!name.equals(last)) {
      out.append("# HELP ").append(name).append(' ').append(measure.help()).append('\n');
      out.append("# TYPE ").append(name).append(measure.isCounter() ? " counter\n" : " gauge\n");
    }
    out.append(name);
    if (measure.tag() != null) {
      out.append('{').append(measure.tag()).append("=\"").append(escape(measure.tagValue()));
      out.append("\"}");
    }
    out.append(' ').append(number(measure.value())).append('\n');
    return name;
  }

  private static String number(double value) {
    return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
  }

  private static String escape(String value) {
    return Plain.line(value).replace("\\", "\\\\").replace("\"", "\\\"");
  }
}
