package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.testbed.Jars;
import io.github.nacosgraceful.testbed.Published;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A version of a library that its list need not have yet, and the listed one that it comes after.
 *
 * @param missing those that Maven's metadata names beyond it, and that cannot be had
 * @param between the releases after the listed one, up to this one and with it; for a milestone
 *     this one alone
 */
record Candidate(
    Version listed, Version found, boolean milestone, List<String> missing, List<String> between) {

  /** Further back than this, nobody is asked whether it can be had. */
  private static final int TRIES = 10;

  /**
   * The newest release of each line that is listed where the list has an older one, the newest of
   * all, and the newest milestone.
   */
  static List<Candidate> of(Library library) {
    Published published = Published.of(library.artifact());
    Map<String, Version> lines = new LinkedHashMap<>();
    library.versions().forEach(version -> lines.put(Published.line(version.number()), version));
    Version last = library.versions().reduce((one, next) -> next).orElseThrow();
    List<Candidate> candidates = new ArrayList<>();
    for (Version listed : lines.values()) {
      newest(listed, published.newestFirstLike(listed.number()), published, false)
          .filter(one -> !one.found.number().equals(listed.number()))
          .ifPresent(candidates::add);
    }
    newest(last, published.newestFirst(), published, true)
        .filter(one -> candidates.stream().noneMatch(other -> other.found.equals(one.found)))
        .ifPresent(candidates::add);
    published
        .newestMilestone()
        .flatMap(number -> beside(last, number, true))
        .map(found -> new Candidate(last, found, true, List.of(), List.of(found.number())))
        .ifPresent(candidates::add);
    return candidates;
  }

  /**
   * @param releases the newest first
   * @param overall whether of all lines
   */
  private static Optional<Candidate> newest(
      Version listed, List<String> releases, Published published, boolean overall) {
    List<String> missing = new ArrayList<>();
    for (String number : releases.subList(0, Math.min(TRIES, releases.size()))) {
      Optional<Version> found = beside(listed, number, overall);
      if (found.isPresent()) {
        List<String> all = overall ? published.releases() : published.newestFirstLike(number);
        List<String> between =
            published
                .releases()
                .subList(
                    published.releases().indexOf(listed.number()) + 1,
                    published.releases().indexOf(number) + 1)
                .stream()
                .filter(all::contains)
                .toList();
        return Optional.of(new Candidate(listed, found.get(), false, missing, between));
      }
      if (number.equals(listed.number())) {
        break;
      }
      missing.add(number);
    }
    return Optional.empty();
  }

  /**
   * Another version with what the listed one has beside it: what is published with the library in
   * the same version, the rest in its own newest release if that is asked for.
   *
   * @return empty if not all of that can be had
   */
  private static Optional<Version> beside(Version listed, String number, boolean newest) {
    List<String> coordinates = new ArrayList<>();
    for (String coordinate : listed.coordinates()) {
      String artifact = coordinate.substring(0, coordinate.lastIndexOf(':'));
      if (isPublishedWith(listed, coordinate)) {
        coordinates.add(artifact + ":" + number);
      } else {
        coordinates.add(newest ? newestToBeHad(artifact).orElse(coordinate) : coordinate);
      }
    }
    return Jars.canBeHad(coordinates)
        ? Optional.of(new Version(listed.library(), number, coordinates))
        : Optional.empty();
  }

  private static boolean isPublishedWith(Version listed, String coordinate) {
    String group = listed.library().artifact().split(":")[0];
    return coordinate.endsWith(":" + listed.number()) || coordinate.split(":")[0].equals(group);
  }

  private static Optional<String> newestToBeHad(String artifact) {
    return Published.of(artifact).newestFirst().stream()
        .limit(TRIES)
        .map(number -> artifact + ":" + number)
        .filter(coordinate -> Jars.canBeHad(List.of(coordinate)))
        .findFirst();
  }

  /** What it has beside it in another version than the listed one, and is released on its own. */
  List<String> companions() {
    return found.coordinates().stream()
        .filter(one -> !listed.coordinates().contains(one))
        .filter(one -> !one.endsWith(":" + found.number()))
        .map(one -> one.substring(one.indexOf(':') + 1))
        .toList();
  }

  /** A release between the two; empty if it cannot be had. */
  Optional<Version> at(String number) {
    return number.equals(found.number()) ? Optional.of(found) : beside(listed, number, false);
  }

  @Override
  public String toString() {
    return found + (milestone ? ", a milestone" : "") + ", after " + listed.number();
  }
}
