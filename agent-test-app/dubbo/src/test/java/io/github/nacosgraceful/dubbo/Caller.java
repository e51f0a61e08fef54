package io.github.nacosgraceful.dubbo;

import io.github.nacosgraceful.testbed.Child;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.util.Map;
import java.util.TreeMap;

/** The consumer, and what it tells about its calls. */
final class Caller {

  private final Child child;
  private final BufferedReader out;
  private final Writer in;

  Caller(Child child) {
    this.child = child;
    this.out = child.process().inputReader();
    this.in = child.process().outputWriter();
  }

  Child child() {
    return child;
  }

  Figures figures() throws IOException {
    in.write("\n");
    in.flush();
    Map<String, Long> values = new TreeMap<>();
    for (String line = out.readLine(); ; line = out.readLine()) {
      if (line == null) {
        throw new IOException("the consumer ended; " + child.lastWords());
      }
      // Dubbo 2.7 prints to the standard output too.
      if (line.startsWith("failed=")) {
        for (String pair : line.split(" ")) {
          values.put(pair.split("=")[0], Long.valueOf(pair.split("=")[1]));
        }
        long failed = values.remove("failed");
        return new Figures(failed, values);
      }
    }
  }

  /**
   * Since its start.
   *
   * @param answers by the port that gave them
   */
  record Figures(long failed, Map<String, Long> answers) {

    long calls() {
      return failed + answers.values().stream().mapToLong(Long::longValue).sum();
    }

    long from(Child provider) {
      return answers.getOrDefault(Integer.toString(provider.port()), 0L);
    }
  }
}
