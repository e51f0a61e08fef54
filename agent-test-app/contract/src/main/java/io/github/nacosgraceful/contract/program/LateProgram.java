package io.github.nacosgraceful.contract.program;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.cloud.loadbalancer.core.ServiceInstanceListSupplier;

/**
 * A caching supplier is there before the agent, which is then attached. Prints the version of the
 * list that is picked from before that, and after the next push.
 */
public final class LateProgram {

  private static final String SERVICE = "late";

  /** Where the agent finds it. */
  private static ServiceInstanceListSupplier supplier;

  private LateProgram() {}

  /**
   * @param arguments the agent's jar
   */
  public static void main(String[] arguments) throws Exception {
    NacosMemory nacos = new NacosMemory();
    nacos.push(SERVICE, 2, 1);
    supplier = new Suppliers().over(new Discovery(nacos), SERVICE);
    Suppliers.pick(supplier);
    nacos.push(SERVICE, 2, 2);
    int before = Suppliers.pick(supplier);
    attach(arguments[0]);
    nacos.push(SERVICE, 2, 3);
    int after = Suppliers.pick(supplier);
    nacos.push(SERVICE, 2, 4);
    System.out.printf("late before=%d after=%d next=%d%n", before, after, Suppliers.pick(supplier));
    System.exit(0);
  }

  private static void attach(String jar) throws Exception {
    List<String> command =
        new ArrayList<>(
            Arrays.asList(
                new File(System.getProperty("java.home"), "bin/java").getPath(), "-jar", jar));
    command.addAll(Arrays.asList("attach", String.valueOf(ProcessHandle.current().pid())));
    Process process = new ProcessBuilder(command).inheritIO().start();
    try {
      if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
        throw new IllegalStateException("the agent could not be attached");
      }
    } finally {
      process.destroyForcibly();
    }
  }
}
