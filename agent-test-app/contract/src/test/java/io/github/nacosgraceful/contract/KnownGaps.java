package io.github.nacosgraceful.contract;

import io.github.nacosgraceful.member.Need;

/** Where a supported version has the class and not the member, and the docs say what is off. */
final class KnownGaps {

  private KnownGaps() {}

  static boolean cover(Version version, Need need) {
    return version.library().equals(Library.JETTY)
        && version.isIn("[9,9.4.36)")
        && need.type().startsWith("org.eclipse.jetty.http2.");
  }
}
