package io.github.nacosgraceful.library.loadbalancer;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * The list that health checks go through, round after round: each round sees what the registry has
 * by then. One round sees one list, whatever changes meanwhile.
 */
final class InstancesToCheck extends AbstractList<Object> {

  private final Supplier<List<?>> latest;
  private final Consumer<List<?>> begins;

  /**
   * @param latest what is to be checked now, never older than what was fetched for it
   * @param begins is told what a round of checks goes through
   */
  InstancesToCheck(Supplier<List<?>> latest, Consumer<List<?>> begins) {
    this.latest = latest;
    this.begins = begins;
  }

  @Override
  public Iterator<Object> iterator() {
    return begin().iterator();
  }

  @Override
  public Spliterator<Object> spliterator() {
    return begin().spliterator();
  }

  @Override
  public Object[] toArray() {
    return begin().toArray();
  }

  @Override
  public Object get(int index) {
    return current().get(index);
  }

  @Override
  public int size() {
    return current().size();
  }

  private List<Object> begin() {
    List<Object> instances = current();
    begins.accept(instances);
    return instances;
  }

  @SuppressWarnings("unchecked")
  private List<Object> current() {
    return (List<Object>) latest.get();
  }
}
