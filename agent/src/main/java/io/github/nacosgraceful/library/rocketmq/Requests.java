package io.github.nacosgraceful.library.rocketmq;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.intake.Intake;
import io.github.nacosgraceful.intake.Source;

/**
 * Messages that a consumer has fetched, and that wait for a thread. While the process leaves they
 * are not begun: they stay unacknowledged, so the consumer that takes the queue over gets them.
 * Runs on the threads of the consumer; allocates nothing.
 */
final class Requests extends Handler {

  private final Intake intake;

  Requests(Intake intake) {
    this.intake = intake;
  }

  /** Non-null to skip them. */
  @Override
  public Object enter(Object request, Object a, Object b, Object c) throws Throwable {
    Source known = known(request);
    if (known == null) {
      return null;
    }
    if (known.isLeaving()) {
      return known;
    }
    known.begin();
    return null;
  }

  @Override
  public void exit(Object skipped, Object request, Object a) throws Throwable {
    Source known = skipped == null ? known(request) : null;
    if (known != null) {
      known.end();
    }
  }

  private Source known(Object request) throws Throwable {
    RequestHandles handles = RequestHandles.MEMBERS.get(request.getClass());
    return handles == null ? null : intake.of(handles.consumer(request));
  }
}
