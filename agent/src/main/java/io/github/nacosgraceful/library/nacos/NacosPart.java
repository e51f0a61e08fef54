package io.github.nacosgraceful.library.nacos;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.following.EmptyPushes;
import io.github.nacosgraceful.following.Reconnects;
import io.github.nacosgraceful.following.ServiceInfos;
import io.github.nacosgraceful.joining.JoinOptions;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.service.Services;

/** The Nacos client as a part of the agent: what runs behind each of its join points. */
public final class NacosPart {

  private NacosPart() {}

  /** Puts the handlers behind the hooks. Once, before the first class of the client is woven. */
  public static void connect(
      Settings settings,
      Services services,
      NacosClients clients,
      Gate gate,
      Registrations registrations) {
    NamingServices owners = new NamingServices();
    EmptyPushes emptyPushes =
        new EmptyPushes(settings.pushEmpty(), settings.dryRun(), owners, clients);
    ServiceInfos infos = new ServiceInfos(services, emptyPushes);
    new JoinOptions(settings).apply(registrations);
    Bridge.install(Bridge.NACOS_CREATED, owners.created(registrations::created));
    Bridge.install(Bridge.NACOS_CONNECTED, new Reconnects(owners, settings.dryRun()).connected());
    Bridge.install(Bridge.NACOS_REGISTER, registrations.registers());
    Bridge.install(Bridge.NACOS_DEREGISTER, registrations.deregisters());
    Bridge.install(Bridge.NACOS_CLOSE, registrations.closes(emptyPushes::closed));
    Bridge.install(Bridge.NACOS_WIRE, gate.wire());
    Bridge.install(Bridge.NACOS_STORED, infos.stored());
    Bridge.install(Bridge.NACOS_CHANGED, infos.changed());
  }
}
