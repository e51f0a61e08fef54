package io.github.nacosgraceful.change;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.thread.Stamp;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Some registrations on their way out of Nacos, or back into it: what of that Nacos has confirmed,
 * and on which nodes it shows. Any thread; waits for nothing.
 */
public final class Change {

  private final boolean out;
  private final List<Move> moves;

  private Change(boolean out, List<? extends Move> moves) {
    this.out = out;
    this.moves = new ArrayList<>(moves);
  }

  /** Shows on a node that no longer lists the registration. */
  public static Change out(List<? extends Move> moves) {
    return new Change(true, moves);
  }

  /** Shows on a node that lists the registration. */
  public static Change back(List<? extends Move> moves) {
    return new Change(false, moves);
  }

  boolean isOut() {
    return out;
  }

  /** When Nacos confirmed the last one; never if one is not confirmed. */
  public Stamp doneAt() {
    return Stamp.lastOf(moves.stream().map(Move::doneAt).collect(Collectors.toList()));
  }

  /** What Nacos has not confirmed. */
  public List<Registration> missing() {
    return unconfirmed().map(Move::registration).collect(Collectors.toList());
  }

  /** What Nacos has not confirmed, each with the reason. */
  List<String> failures() {
    return unconfirmed()
        .map(move -> move.registration() + " (" + move.problem() + ")")
        .collect(Collectors.toList());
  }

  /** When the last one showed on the last node; never if it does not show on one of them. */
  Stamp shownAt() {
    return Stamp.lastOf(nodes().map(this::shownOn).collect(Collectors.toList()));
  }

  /**
   * The nodes on which it does not show, each with the reason.
   *
   * @param otherwise the reason of a node that has answered
   */
  List<String> doubts(String otherwise) {
    return nodes()
        .filter(node -> shownOn(node).isNever())
        .map(
            node ->
                node.address + " (" + (node.problem() == null ? otherwise : node.problem()) + ")")
        .distinct()
        .collect(Collectors.toList());
  }

  /** What changes, as the log calls each. */
  List<String> names() {
    return moves.stream().map(Move::toString).collect(Collectors.toList());
  }

  /** How many nodes were asked. */
  long nodeCount() {
    return nodes().map(node -> node.address).distinct().count();
  }

  private Stamp shownOn(Node node) {
    return out ? node.goneAt() : node.listedAt();
  }

  private Stream<Move> unconfirmed() {
    return moves.stream().filter(move -> move.doneAt().isNever());
  }

  private Stream<Node> nodes() {
    return moves.stream().flatMap(move -> move.nodes().stream()).filter(Node::counts);
  }
}
