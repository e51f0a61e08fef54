package io.github.nacosgraceful.part;

import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.weave.Hook;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * What the agent does in one library: its switch, its join points, what is behind them, and which
 * members of the library it needs.
 *
 * <p>Parts are made on the way of {@code premain}, on the thread {@code main}, so making one loads
 * nothing but its own class: no lambda, and no handler before {@link #connect}. The ids of the join
 * points are fields of the part.
 */
public abstract class Part {

  /** On the stack of a {@code Callable} that a controller of Spring MVC has returned. */
  protected static final String SPRING_CALLABLE =
      "org.springframework.web.context.request.async.WebAsyncManager";

  private final Option<Boolean> option;

  /**
   * @param option switches the part off
   */
  protected Part(Option<Boolean> option) {
    this.option = option;
  }

  /** The option that switches the part off. */
  public final Option<Boolean> option() {
    return option;
  }

  /** Its name in the log, the status and the docs: the key of its option. */
  public final String name() {
    return option.key();
  }

  /** Where it is woven in. */
  public abstract List<Hook> hooks();

  /** Where it is woven in as well, if the agent comes into a JVM that runs already. */
  public List<Hook> lateHooks() {
    return Collections.emptyList();
  }

  /**
   * Puts a handler behind each of its join points. Called once, when the first class that has one
   * of them is about to be woven, on the thread that loads that class.
   */
  public abstract void connect(Core core);

  /**
   * Classes of which one is on the stack of each thread that serves a request of this library; none
   * for a part that counts no requests.
   */
  public Set<String> servingClasses() {
    return Collections.emptySet();
  }

  /** Classes whose objects are looked for when the agent comes into a JVM that runs already. */
  public Set<String> lateTypes() {
    return Collections.emptySet();
  }

  /**
   * Tells the hooks of an object that was made before the agent came, as if it were made now.
   *
   * @param found of one of the {@link #lateTypes}, or of a class that extends it
   * @param outcome is told what came of it
   * @throws Throwable where the library is built in another way
   */
  public void arm(Object found, LateOutcome outcome) throws Throwable {}

  /**
   * Called when all that was found has been told.
   *
   * @param loaded those of the {@link #lateTypes} of all parts that this JVM has loaded
   */
  public void armed(Set<String> loaded, LateOutcome outcome) {}

  /** The members of the library that are called or read. The contract test looks for each. */
  public List<Need> needs() {
    return Collections.emptyList();
  }
}
