package io.github.nacosgraceful.registry;

/** When an application is ready for calls. */
public interface Moment {

  /** Asked by a thread of the agent, a few times a second. May take seconds. */
  boolean hasCome(Delayed delayed);
}
