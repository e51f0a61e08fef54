package io.github.nacosgraceful.nacos;

/** When an application is ready for calls. */
interface Moment {

  /** Asked by a thread of the agent, a few times a second. May take seconds. */
  boolean hasCome(Delayed delayed);
}
