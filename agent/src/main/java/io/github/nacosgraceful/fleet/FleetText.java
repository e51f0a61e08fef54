package io.github.nacosgraceful.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** The fleet as a table for a terminal. */
final class FleetText {

  private FleetText() {}

  static String of(Fleet fleet) {
    StringBuilder out = new StringBuilder();
    if (fleet.node != null) {
      out.append(fleet.summary()).append("\n\n");
      int width = "service".length();
      for (FleetService service : fleet.services) {
        width = Math.max(width, service.name.length());
      }
      String row = "%-" + width + "s  %9s  %10s  %-12s  %s%n";
      out.append(
          String.format(row, "service", "instances", "with agent", "versions", "callers without"));
      for (FleetService service : fleet.services) {
        out.append(
            String.format(
                row,
                service.name,
                service.members.size(),
                service.withAgent(),
                service.versions().isEmpty() ? "-" : String.join(", ", service.versions()),
                service.problem != null ? "not told: " + service.problem : callers(service)));
      }
    }
    for (String problem : fleet.problems) {
      out.append(problem).append(".\n");
    }
    return out.toString();
  }

  private static String callers(FleetService service) {
    TreeSet<String> without = service.callersWithout();
    if (without.isEmpty()) {
      return "-";
    }
    List<String> few = new ArrayList<>(without);
    return few.size()
        + ": "
        + String.join(", ", few.subList(0, Math.min(3, few.size())))
        + (few.size() > 3 ? ", …" : "");
  }
}
