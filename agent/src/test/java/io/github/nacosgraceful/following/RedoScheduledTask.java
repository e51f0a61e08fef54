package io.github.nacosgraceful.following;

/** Stands in for the client's own task of this name, which is found beside the redo service. */
public final class RedoScheduledTask implements Runnable {

  private final ReconnectsTest.RedoService redo;

  public RedoScheduledTask(ReconnectsTest.GrpcProxy proxy, ReconnectsTest.RedoService redo) {
    this.redo = redo;
  }

  @Override
  public void run() {
    redo.ran++;
  }
}
