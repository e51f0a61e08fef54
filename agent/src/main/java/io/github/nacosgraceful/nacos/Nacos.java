package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.epoch.Epochs;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The Nacos clients of this process, as the rest of the agent sees them. */
public final class Nacos {

  private static final Logger log = LoggerFactory.getLogger(Nacos.class);

  /** How long a registration that is on its way when the gate closes may take to arrive. */
  private static final long PASSED_WITHIN_MILLIS = 1000;

  /** The nodes of a healthy cluster agree within 1.7 s; longer than this is another's fault. */
  private static final long VERIFY_SECONDS = 5;

  private final Settings settings;
  private final Gate gate = new Gate();
  private final NacosClients clients = new NacosClients();
  private final Registrations registrations = new Registrations(gate, clients);

  public Nacos(Settings settings) {
    this.settings = settings;
  }

  /** Puts the handlers behind the hooks. */
  public void connect(Epochs epochs) {
    ServiceInfos infos = new ServiceInfos(epochs);
    Bridge.install(Bridge.NACOS_REGISTER, registrations.registers());
    Bridge.install(Bridge.NACOS_DEREGISTER, registrations.deregisters());
    Bridge.install(Bridge.NACOS_CLOSE, registrations.closes());
    Bridge.install(Bridge.NACOS_WIRE, gate.wire());
    Bridge.install(Bridge.NACOS_STORED, infos.stored());
    Bridge.install(Bridge.NACOS_CHANGED, infos.changed());
  }

  /** What is registered now. */
  public List<Registration> registered() {
    return registrations.snapshot();
  }

  /**
   * Closes the gate and begins to deregister everything, on other threads.
   *
   * @param now by {@code System.nanoTime()}: when the shutdown began
   */
  public Departure leave(long now) throws InterruptedException {
    gate.close();
    if (!gate.awaitPassed(PASSED_WITHIN_MILLIS)) {
      log.warn(
          "a registration or beat is still on its way to Nacos: going on; the verification will see it");
    }
    long deregisterDeadline =
        now + TimeUnit.MILLISECONDS.toNanos(settings.deregisterTimeoutMillis());
    long verifyDeadline = deregisterDeadline + TimeUnit.SECONDS.toNanos(VERIFY_SECONDS);
    List<Leaver> leavers = new ArrayList<>();
    for (Registration registration : registrations.snapshot()) {
      Object owner = registration.owner();
      NacosHandles handles = owner == null ? null : clients.of(owner);
      if (handles != null) {
        leavers.add(
            new Leaver(
                registration,
                owner,
                handles,
                settings.verify(),
                deregisterDeadline,
                verifyDeadline));
      }
    }
    leavers.forEach(Leaver::start);
    return new Departure(
        leavers, !settings.verify().equals("off"), deregisterDeadline, verifyDeadline);
  }
}
