package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;

/** What becomes of an instance that says nothing. Called on the sampler's thread; never waits. */
interface Verdicts {

  /**
   * It is to be avoided.
   *
   * @param lasting whether it is so for long enough to be worth a line in the log
   * @return false if it is avoided for another reason, or nobody lists it
   */
  boolean silent(HostPort address, boolean lasting);

  /** Whether it is still avoided, and for no other reason. */
  boolean isSilent(HostPort address);

  /** Calls are let through to it, to see whether it answers them, until it is silent again. */
  void trial(HostPort address);

  /**
   * It is to be picked again.
   *
   * @param lasted whether its silence was worth a line in the log
   */
  void answers(HostPort address, boolean lasted);

  /** It has closed a connection, or accepts none: somebody has to find out whether it is there. */
  void closed(HostPort address);
}
