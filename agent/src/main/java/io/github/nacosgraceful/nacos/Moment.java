package io.github.nacosgraceful.nacos;

/** When an application is ready for calls. Asked by a thread of the agent, a few times a second. */
@FunctionalInterface
public interface Moment {

  /** Whether what is registered may be called from now on. May take a second. */
  boolean hasCome(Registration registration);
}
