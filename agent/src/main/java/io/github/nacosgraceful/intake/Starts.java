package io.github.nacosgraceful.intake;

import io.github.nacosgraceful.bridge.Handler;

/**
 * Behind the method that starts a source: notes it, and has it not start while it is held. Runs on
 * the thread that starts it.
 */
public class Starts extends Handler {

  private final Intake intake;
  private final SourceType type;

  public Starts(Intake intake, SourceType type) {
    this.intake = intake;
    this.type = type;
  }

  /** Non-null to skip the start. */
  @Override
  public Object enter(Object source, Object a, Object b, Object c) throws Throwable {
    Source known = intake.known(source, type);
    return known.isHeld() ? known : null;
  }

  @Override
  public void exit(Object skipped, Object source, Object a) throws Throwable {
    Source known = skipped == null ? intake.of(source) : null;
    if (known != null && known.isHeld()) {
      intake.startedWhileHeld(source, known);
    }
  }
}
