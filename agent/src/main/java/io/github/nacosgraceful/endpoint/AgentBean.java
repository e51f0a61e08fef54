package io.github.nacosgraceful.endpoint;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.status.Facts;
import io.github.nacosgraceful.status.Status;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.StandardMBean;

/** The MBean. JMX is not touched before {@link #register}. */
final class AgentBean implements AgentMBean {

  static final String NAME = "io.github.nacosgraceful:type=Agent";

  private final Facts facts;
  private final Status status;
  private final Changes changes;

  AgentBean(Facts facts, Status status, Changes changes) {
    this.facts = facts;
    this.status = status;
    this.changes = changes;
  }

  void register() throws JMException {
    ManagementFactory.getPlatformMBeanServer()
        .registerMBean(new StandardMBean(this, AgentMBean.class), new ObjectName(NAME));
  }

  @Override
  public String getVersion() {
    return Bridge.version();
  }

  @Override
  public String getState() {
    return facts.state().toString();
  }

  @Override
  public boolean isReady() {
    return facts.readiness().isReady();
  }

  @Override
  public long getInFlight() {
    return facts.traffic.inFlight();
  }

  @Override
  public long getRequests() {
    return facts.traffic.requests();
  }

  @Override
  public long getSuppressedErrors() {
    return facts.errors.count();
  }

  @Override
  public String getStatus() {
    return status.json();
  }

  @Override
  public String offline() {
    return changes.json(changes.offline());
  }

  @Override
  public String online() {
    return changes.json(changes.online());
  }
}
