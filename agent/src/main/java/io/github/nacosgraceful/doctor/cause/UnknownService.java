package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.config.Spelling;
import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.doctor.fact.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Nobody is registered under that name. */
final class UnknownService implements Check {

  private static final int MOST_SUGGESTIONS = 5;

  @Override
  public List<Finding> find(Facts facts) {
    List<Finding> findings = new ArrayList<>();
    boolean elsewhere =
        facts.namespaces != null && !facts.namespaces.contains(facts.target.namespace);
    if (elsewhere || facts.answering().isEmpty() || !facts.addresses().isEmpty()) {
      return findings;
    }
    boolean known =
        facts.services == null
            || facts.services.stream().anyMatch(one -> one.is(facts.target.place()));
    Finding finding =
        new Finding(
            Severity.CAUSE,
            known ? "no-instance" : "service-unknown",
            known
                ? "Nobody is registered as " + facts.target.place() + "."
                : "There is no service " + facts.target.place() + ".");
    List<String> similar = similar(facts);
    findings.add(
        finding
            .saw(
                similar.isEmpty()
                    ? "no node lists an instance"
                    : "did you mean " + or(similar) + "?")
            .remedy(
                "Compare name, group and namespace with what the application registers; look into"
                    + " its log if it registers at all."));
    return findings;
  }

  private static String or(List<String> names) {
    return String.join(", or ", names);
  }

  private static List<String> similar(Facts facts) {
    if (facts.services == null) {
      return new ArrayList<>();
    }
    return facts.services.stream()
        .filter(one -> !one.is(facts.target.place()))
        .filter(one -> isSimilar(one.service.name, facts.target.service))
        .limit(MOST_SUGGESTIONS)
        .map(Place::toString)
        .collect(Collectors.toList());
  }

  private static boolean isSimilar(String one, String other) {
    String a = one.toLowerCase(Locale.ROOT);
    String b = other.toLowerCase(Locale.ROOT);
    return a.contains(b) || b.contains(a) || Spelling.distance(a, b) <= Math.max(1, b.length() / 4);
  }
}
