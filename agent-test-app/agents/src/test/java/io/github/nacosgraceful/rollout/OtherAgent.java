package io.github.nacosgraceful.rollout;

import java.io.IOException;
import java.util.List;

/** Another agent in the processes of one run, and what shows that it does its work. */
interface OtherAgent extends AutoCloseable {

  /** Its flag and its options, which let it send nothing to any address but the loopback. */
  List<String> flags(String process) throws IOException;

  /**
   * After the run: fails if it did not do its work.
   *
   * @return what it did, in a few words
   */
  String work(RunRecord run) throws IOException;

  @Override
  default void close() {}
}
