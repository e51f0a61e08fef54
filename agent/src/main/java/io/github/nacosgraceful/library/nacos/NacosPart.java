package io.github.nacosgraceful.library.nacos;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.following.EmptyPushes;
import io.github.nacosgraceful.following.Reconnects;
import io.github.nacosgraceful.following.ServiceInfos;
import io.github.nacosgraceful.joining.JoinOptions;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
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
      Registrations registrations,
      Contexts contexts) {
    NamingServices owners = new NamingServices();
    EmptyPushes emptyPushes =
        new EmptyPushes(settings.pushEmpty(), settings.dryRun(), owners, clients);
    ServiceInfos infos = new ServiceInfos(services, emptyPushes);
    RegistrationHandlers handlers = new RegistrationHandlers(registrations, clients, contexts);
    new JoinOptions(settings).apply(registrations, handlers);
    Bridge.install(Bridge.NACOS_CREATED, owners.onCreated(handlers::created));
    Bridge.install(Bridge.NACOS_CONNECTED, new Reconnects(owners, settings.dryRun()).onConnected());
    Bridge.install(Bridge.NACOS_REGISTER, handlers.onRegister());
    Bridge.install(Bridge.NACOS_DEREGISTER, handlers.onDeregister());
    Bridge.install(Bridge.NACOS_CLOSE, handlers.onClose(emptyPushes::closed));
    Bridge.install(Bridge.NACOS_WIRE, gate.onWire());
    Bridge.install(Bridge.NACOS_STORED, infos.onStored());
    Bridge.install(Bridge.NACOS_CHANGED, infos.onChanged());
  }
}
