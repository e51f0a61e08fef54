package io.github.nacosgraceful.intake;

import io.github.nacosgraceful.bridge.Handler;

/**
 * Behind a method that is inside for as long as a message or a job is under way. Runs on the
 * application's threads; allocates nothing.
 */
public abstract class Runs extends Handler {

  private final Intake intake;

  protected Runs(Intake intake) {
    this.intake = intake;
  }

  /**
   * The source, as the application's object; null if it is not known.
   *
   * @param self whose method it is
   */
  protected abstract Object sourceOf(Object self) throws Throwable;

  @Override
  public Object enter(Object self, Object a, Object b, Object c) throws Throwable {
    Object source = sourceOf(self);
    Source known = source == null ? null : intake.of(source);
    if (known != null) {
      known.begin();
    }
    return known;
  }

  @Override
  public void exit(Object entered, Object self, Object a) {
    if (entered != null) {
      ((Source) entered).end();
    }
  }
}
