package io.github.nacosgraceful.doctor.cause;

import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import java.util.List;

/** Recognises one cause. Has no state. */
interface Check {

  /**
   * @return one finding for each instance or node that it applies to; empty if it does not
   */
  List<Finding> find(Facts facts);
}
