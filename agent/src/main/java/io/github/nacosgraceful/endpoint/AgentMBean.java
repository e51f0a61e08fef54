package io.github.nacosgraceful.endpoint;

/**
 * What the agent shows in JMX, as {@code io.github.nacosgraceful:type=Agent}. Public for JMX. The
 * methods run on its threads; none throws.
 */
public interface AgentMBean {

  /** The agent's. */
  String getVersion();

  /** {@code online}, {@code offline}, {@code going offline} and so on, as in the status. */
  String getState();

  /** Whether everything that was registered is online. */
  boolean isReady();

  /** Requests that are being served. */
  long getInFlight();

  /** Requests that have come in since the start. */
  long getRequests();

  /** Errors of the agent's own that the application did not see. */
  long getSuppressedErrors();

  /** Everything, in JSON; takes two seconds at most, for the nodes are asked. */
  String getStatus();

  /** Deregisters everything, and serves on until the callers have left; answers in JSON. */
  String offline();

  /** Registers again what {@link #offline} deregistered; answers in JSON. */
  String online();
}
