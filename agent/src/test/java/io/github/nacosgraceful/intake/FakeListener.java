package io.github.nacosgraceful.intake;

import java.util.ArrayList;
import java.util.List;

/** A container of listeners, which says what it was told. */
public class FakeListener {

  public final String name;
  public final List<String> told = new ArrayList<>();
  public boolean taking = true;
  public boolean running;

  /** What happens when it is told to stop. */
  public Act behaviour = () -> {};

  /** When it is done, the library says so to this. */
  public Runnable stopped;

  /** Whether it is done as soon as it is told to stop. */
  public boolean quick = true;

  public FakeListener(String name) {
    this.name = name;
  }

  public interface Act {
    void run() throws Exception;
  }

  /** As the type of a library. */
  public static class Type extends SourceType {

    public Type() {
      this(Work.MESSAGE);
    }

    public Type(Work work) {
      super("fake", work);
    }

    @Override
    protected String name(Object source) {
      return ((FakeListener) source).name;
    }

    @Override
    protected boolean isTaking(Object source) {
      return ((FakeListener) source).taking;
    }

    @Override
    protected void stop(Object source, boolean forGood, long millis, Runnable stopped)
        throws Exception {
      FakeListener listener = (FakeListener) source;
      listener.told.add(forGood ? "stop for good" : "stop");
      listener.behaviour.run();
      listener.taking = false;
      listener.stopped = stopped;
      if (listener.quick) {
        stopped.run();
      }
    }

    @Override
    protected boolean end(Object source) {
      ((FakeListener) source).told.add("end");
      return false;
    }

    @Override
    protected void start(Object source) {
      FakeListener listener = (FakeListener) source;
      listener.told.add("start");
      listener.taking = true;
    }

    @Override
    protected boolean isAwaitedByItsContext() {
      return true;
    }
  }
}
