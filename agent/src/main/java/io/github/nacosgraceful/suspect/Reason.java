package io.github.nacosgraceful.suspect;

/** Why an instance is avoided that Nacos lists. */
enum Reason {

  /** A call could not connect, and the agent is about to look. */
  DOUBTED(false),

  /** Neither a call nor the agent could connect. Found out from outside, so it may be wrong. */
  UNREACHABLE(false),

  /** It leaves calls without an answer, and others do not. Found out from outside, too. */
  SILENT(false),

  /** It has said so itself, and serves on for a while: it is called where nobody else is there. */
  LEAVING(true);

  /** Whether it may be called all the same. */
  final boolean serves;

  Reason(boolean serves) {
    this.serves = serves;
  }
}
