package io.github.nacosgraceful.library.xxljob;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Source;

/**
 * While the executor is held, the admin is told that it is not there. Then the strategies that look
 * for one that is there, or idle, go to the next, and a job that was sent here is tried again
 * elsewhere, if it may be. Runs on the threads of the executor's server.
 */
final class Refusals extends Handler {

  private static final String WHY = "this executor is leaving";

  private final Intake intake;

  Refusals(Intake intake) {
    this.intake = intake;
  }

  /** Non-null to refuse. */
  @Override
  public Object enter(Object answers, Object a, Object b, Object c) throws Throwable {
    RefusalHandles handles = RefusalHandles.MEMBERS.get(answers.getClass());
    Source known = handles == null ? null : intake.of(handles.registry());
    return known != null && known.isHeld() ? handles.refusal(WHY) : null;
  }

  @Override
  public Object leave(Object refusal, Object answers, Object a, Object result) {
    return refusal == null ? result : refusal;
  }
}
