package io.github.nacosgraceful.contract;

import java.util.List;

/**
 * One version of a library.
 *
 * @param coordinates what its class path is resolved from
 */
record Version(Library library, String number, List<String> coordinates) {

  @Override
  public String toString() {
    return library.list + " " + number;
  }
}
