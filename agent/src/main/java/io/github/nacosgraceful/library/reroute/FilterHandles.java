package io.github.nacosgraceful.library.reroute;

import java.lang.invoke.MethodHandle;

/** The members that each filter needs. */
class FilterHandles {

  final MonoHandles mono;

  /** The filter's own method: of a call, and what comes behind. */
  final MethodHandle filter;

  FilterHandles(MonoHandles mono, MethodHandle filter) {
    this.mono = mono;
    this.filter = filter;
  }
}
