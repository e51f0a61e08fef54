package io.github.nacosgraceful.library.calls;

import java.io.IOException;

/** Reads the head of an answer of one library. On the thread that called; allocates nothing. */
interface Answers {

  /** With {@code goodbye=off}: answers are not looked at. */
  Answers UNREAD = response -> null;

  /** Where members of the library are missing. */
  String OFF = "goodbye is not heard";

  String CONSEQUENCE = "Instances that leave are picked until Nacos tells";

  /**
   * What the answer says of an instance that leaves; null for nothing, as nearly always.
   *
   * @throws IOException if the answer does not come
   */
  String goodbye(Object response) throws Throwable;
}
