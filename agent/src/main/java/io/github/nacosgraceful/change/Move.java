package io.github.nacosgraceful.change;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.node.Node;
import io.github.nacosgraceful.thread.Stamp;
import java.util.List;

/**
 * One registration on its way out of Nacos or back into it. Any thread asks how far it is.
 *
 * <p>Its {@code toString} is what the log calls it.
 */
public interface Move {

  Registration registration();

  /** When Nacos confirmed it; never if it has not. */
  Stamp doneAt();

  /** Why Nacos has not confirmed it, as far as known. */
  String problem();

  /** The nodes that are asked whether it shows; none so far, or none at all. */
  List<Node> nodes();
}
