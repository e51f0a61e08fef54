package io.github.nacosgraceful.library.loadbalancer;

import java.util.AbstractList;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;

/**
 * The list that health checks go through, round after round: each round sees what the registry has
 * by then. One round sees one list, whatever changes meanwhile.
 */
final class InstancesToCheck extends AbstractList<Object> {

  private final HealthGuard guard;
  private final List<?> fetched;
  private final long epoch;

  /**
   * @param epoch that was current when the list had been fetched
   */
  InstancesToCheck(HealthGuard guard, List<?> fetched, long epoch) {
    this.guard = guard;
    this.fetched = fetched;
    this.epoch = epoch;
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
    guard.checks(instances);
    return instances;
  }

  @SuppressWarnings("unchecked")
  private List<Object> current() {
    return (List<Object>) guard.current(fetched, epoch);
  }
}
