package io.github.nacosgraceful.rollout;

/** What goes wrong while the demo rolls out. */
enum Mishap {
  NONE,

  /** Nacos is killed before the last of the old instances is told to stop. */
  NACOS_BEFORE,

  /** Nacos is killed while that one leaves. */
  NACOS_DURING,

  /** One of the new instances is killed after the rollout. */
  KILL,

  /** One of the new instances is frozen after the rollout, and goes on later. */
  FREEZE;

  boolean isOfNacos() {
    return this == NACOS_BEFORE || this == NACOS_DURING;
  }
}
