package io.github.nacosgraceful.status;

import java.lang.management.ManagementFactory;

/** The id of this process. */
final class Pid {

  private Pid() {}

  static long own() {
    try {
      Class<?> process = Class.forName("java.lang.ProcessHandle");
      Object current = process.getMethod("current").invoke(null);
      return (Long) process.getMethod("pid").invoke(current);
    } catch (ReflectiveOperationException java8) {
      String name = ManagementFactory.getRuntimeMXBean().getName(); // pid@host
      return Long.parseLong(name.substring(0, name.indexOf('@')));
    }
  }
}
