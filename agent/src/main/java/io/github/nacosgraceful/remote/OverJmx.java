package io.github.nacosgraceful.remote;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Through the MBean of a process of the same user. Needs no port that was opened before. */
final class OverJmx implements RemoteAgent {

  private static final String BEAN = "io.github.nacosgraceful:type=Agent";

  private final long pid;
  private final JMXConnector connector;
  private static final long BEAN_WITHIN_MILLIS = 3_000;
  private static final long POLL_MILLIS = 50;

  private final MBeanServerConnection server;
  private final ObjectName bean;

  private OverJmx(long pid, JMXConnector connector) throws IOException, JMException {
    this.pid = pid;
    this.connector = connector;
    server = connector.getMBeanServerConnection();
    bean = new ObjectName(BEAN);
  }

  /**
   * @throws NoAnswerException if there is no such process, or it has not the agent
   */
  static OverJmx to(long pid) throws NoAnswerException {
    JMXConnector connector = null;
    try (TargetJvm target = TargetJvm.attach(pid)) {
      connector = JMXConnectorFactory.connect(new JMXServiceURL(target.managementAddress()));
      OverJmx agent = new OverJmx(pid, connector);
      if (!agent.awaitBean()) {
        throw new NoAnswerException(
            "process "
                + pid
                + " is a JVM without the agent's MBean: it has not the agent (attach puts it there), is"
                + " still starting, or has jmx=off",
            null);
      }
      connector = null;
      return agent;
    } catch (NotAttachedException e) {
      throw new NoAnswerException(e.getMessage(), e);
    } catch (IOException | JMException e) {
      throw new NoAnswerException("process " + pid + " cannot be asked over JMX: " + e, e);
    } finally {
      close(connector);
    }
  }

  /** The agent registers it when it sees that JMX is used, within a second. */
  private boolean awaitBean() throws IOException {
    try {
      long begin = System.nanoTime();
      while (!server.isRegistered(bean)) {
        if (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(BEAN_WITHIN_MILLIS)) {
          return false;
        }
        Thread.sleep(POLL_MILLIS);
      }
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  @Override
  public String status() throws NoAnswerException {
    return ask(() -> server.getAttribute(bean, "Status"));
  }

  @Override
  public String offline() throws NoAnswerException {
    return ask(() -> server.invoke(bean, "offline", null, null));
  }

  @Override
  public String online() throws NoAnswerException {
    return ask(() -> server.invoke(bean, "online", null, null));
  }

  private String ask(Question question) throws NoAnswerException {
    try {
      return String.valueOf(question.ask());
    } catch (IOException | JMException e) {
      throw new NoAnswerException("process " + pid + " did not answer over JMX: " + e, e);
    }
  }

  @Override
  public void close() {
    close(connector);
  }

  private static void close(JMXConnector connector) {
    if (connector != null) {
      try {
        connector.close();
      } catch (IOException e) {
        // That process has ended.
      }
    }
  }

  private interface Question {
    Object ask() throws IOException, JMException;
  }
}
