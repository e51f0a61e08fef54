package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.install.PartStates;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.status.Facts;
import io.github.nacosgraceful.status.Status;
import java.io.File;
import javax.management.MBeanServerFactory;
import org.slf4j.Logger;

/**
 * Opens what operators use, when the application is past its beginning: the endpoint may touch
 * java.util.logging, and JMX takes what the application may want to choose first.
 */
public final class Admin {

  private static final Logger log = Log.get();

  private static final long ENDPOINT_WITHIN_MILLIS = 10_000;
  private static final long POLL_MILLIS = 1_000;

  private final Facts facts;
  private final PartStates parts;
  private final long startedAt = System.currentTimeMillis();

  public Admin(Facts facts, PartStates parts) {
    this.facts = facts;
    this.parts = parts;
  }

  /** Takes as long as the application takes to start, so it needs a thread of the agent's own. */
  public void open() {
    Settings settings = facts.settings;
    boolean endpoint =
        settings.get(Option.ADMIN_PORT) != Option.NO_PORT || settings.get(Option.ADMIN_COMPAT);
    boolean jmx = settings.get(Option.JMX);
    String readinessFile = settings.get(Option.READINESS_FILE);
    if (!readinessFile.isEmpty()) {
      new ReadinessFile(new File(readinessFile), facts.readiness()).start();
    }
    if (!endpoint && !jmx) {
      return;
    }
    try {
      // Load nothing until somebody connects.
      if (endpoint) {
        parts.awaitFirst(ENDPOINT_WITHIN_MILLIS);
      } else {
        awaitMBeanServer();
      }
      Status status = new Status(facts, parts, startedAt);
      Changes changes = new Changes(facts);
      if (endpoint) {
        open(status, changes);
      }
      if (jmx) {
        awaitMBeanServer();
        new AgentBean(facts, status, changes).register();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // nobody of ours does that
    } catch (NoClassDefFoundError e) {
      log.debug("there is no JMX in this Java runtime, and nobody who could ask for it", e);
    } catch (Exception | Error e) {
      log.warn("the endpoint or the MBean could not be opened; the rest of the agent works", e);
    }
  }

  /**
   * In a JVM that does not use JMX, JMX is 600 classes and 0.4 s of processor time: so it is left
   * to the application, or to whoever attaches, to be the first.
   */
  private static void awaitMBeanServer() throws InterruptedException {
    while (MBeanServerFactory.findMBeanServer(null).isEmpty()) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  private void open(Status status, Changes changes) {
    try {
      Endpoint.open(facts, status, changes);
    } catch (LinkageError e) {
      log.warn(
          "there is no endpoint: this Java runtime has no {}. Add the module jdk.httpserver to it",
          e.getMessage());
    }
  }
}
