package io.github.nacosgraceful.node;

import io.github.nacosgraceful.thread.Scheduler;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Nodes that answer as a test says. */
public final class FakeListing extends Listing {

  private final Scheduler time;
  private final Map<String, Node> nodes = new LinkedHashMap<>();
  private final Map<String, Callable<Boolean>> answers = new LinkedHashMap<>();
  private final Map<String, Integer> asked = new LinkedHashMap<>();
  private long lookUpMillis;
  private boolean mayBeMore;

  public FakeListing(Scheduler time) {
    super(null, null, null);
    this.time = time;
  }

  /** One of the nodes to ask, and its answers from now on. */
  public Node with(Node node, Callable<Boolean> listed) {
    nodes.put(node.address, node);
    answers.put(node.address, listed);
    return node;
  }

  /** From now on a node that is known answers so. */
  public void answer(Node node, Callable<Boolean> listed) {
    answers.put(node.address, listed);
  }

  /** To find the nodes takes that long. */
  public void lookUpTakes(long millis) {
    lookUpMillis = millis;
  }

  /** There may be nodes that nobody tells of. */
  public void mayBeMore() {
    mayBeMore = true;
  }

  /** How often a node was asked so far. */
  public int asked(Node node) {
    return asked.getOrDefault(node.address, 0);
  }

  /** An answer that takes longer than any test. */
  public boolean hang() throws InterruptedException {
    time.sleep(3_600_000);
    throw new IllegalStateException("it did not hang long enough");
  }

  @Override
  public ClassLoader loader() {
    return getClass().getClassLoader();
  }

  @Override
  public boolean findNodes(Consumer<Node> found) {
    try {
      time.sleep(lookUpMillis);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
    nodes.values().forEach(found);
    return mayBeMore;
  }

  @Override
  public boolean isListed(Node node) throws Exception {
    if (Thread.currentThread().getContextClassLoader() != loader()) {
      throw new IllegalStateException("not the class loader of the client");
    }
    asked.merge(node.address, 1, Integer::sum);
    return answers.get(node.address).call();
  }
}
