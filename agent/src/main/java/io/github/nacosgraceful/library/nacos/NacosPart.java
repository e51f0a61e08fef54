package io.github.nacosgraceful.library.nacos;

import static io.github.nacosgraceful.nacos.NacosTypes.NAMING_SERVICE;
import static io.github.nacosgraceful.weave.Hook.maybeOn;
import static io.github.nacosgraceful.weave.Hook.on;
import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;
import static io.github.nacosgraceful.weave.Value.field;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.config.Settings;
import io.github.nacosgraceful.following.EmptyPushes;
import io.github.nacosgraceful.following.OlderLists;
import io.github.nacosgraceful.following.Reconnects;
import io.github.nacosgraceful.following.Reporters;
import io.github.nacosgraceful.following.ServiceInfos;
import io.github.nacosgraceful.joining.LostRegistrations;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.nacos.NamingServices;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.LateOutcome;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.registry.Registrations;
import io.github.nacosgraceful.registry.WireInstances;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import io.github.nacosgraceful.weave.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Where the Nacos client 1.x to 3.x registers, sends, and stores what it is told. Methods that 2
 * and 3 have are hooked in each overload that begins with the same parameters: since 3.3 a client
 * may tell them more, such as where a list comes from (nacos#15902).
 *
 * <p>The package name {@code gprc} is the client's own spelling.
 */
public final class NacosPart extends Part {

  /** A NamingService was made. */
  private static final int CREATED = Bridge.point("nacos.created");

  /** It is shut down, and with it everything that it registered leaves. */
  private static final int CLOSE = Bridge.point("nacos.close");

  /** An instance is registered. Arguments: service, group, Instance or List; non-null skips it. */
  private static final int REGISTER = Bridge.point("nacos.register");

  /**
   * An instance is deregistered. Arguments: service, group, Instance or List; non-null skips it.
   */
  private static final int DEREGISTER = Bridge.point("nacos.deregister");

  /** A method that would send a registration or a beat to the server; non-null skips it. */
  private static final int WIRE = Bridge.point("nacos.wire");

  /** The gRPC client has a connection, the first or a new one. Self: its redo service. */
  private static final int CONNECTED = Bridge.point("nacos.connected");

  /**
   * The client is about to store what a server said of a service. Argument: ServiceInfo or its
   * JSON; what {@code enter} returns is kept instead.
   */
  private static final int STORED = Bridge.point("nacos.stored");

  /** The client asks whether a list may be stored although it is empty; non-null says yes. */
  private static final int VALIDATED = Bridge.point("nacos.validated");

  /** The client tells its listeners of a change. Self: InstancesChangeEvent. */
  private static final int CHANGED = Bridge.point("nacos.changed");

  private static final String NAMING = "com.alibaba.nacos.client.naming.";
  private static final String ONE =
      "(Ljava/lang/String;Ljava/lang/String;Lcom/alibaba/nacos/api/naming/pojo/Instance;)V";
  private static final String MANY = "(Ljava/lang/String;Ljava/lang/String;Ljava/util/List;)V";
  private static final String SERVICE_INFO = "Lcom/alibaba/nacos/api/naming/pojo/ServiceInfo;";
  private static final String GRPC_PROXY = NAMING + "remote.gprc.NamingGrpcClientProxy";
  private static final String REDO = NAMING + "remote.gprc.redo.NamingGrpcRedoService";
  private static final String CHANGE_EVENT = NAMING + "event.InstancesChangeEvent";

  public NacosPart() {
    super(Option.NACOS);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>(namingService());
    hooks.addAll(wire2());
    hooks.addAll(wire1());
    hooks.addAll(following());
    return hooks;
  }

  private static List<Hook> namingService() {
    Advice register = Advice.of(REGISTER).enterOrSkip(SELF, argument(0), argument(1), argument(2));
    Advice deregister =
        Advice.of(DEREGISTER).enterOrSkip(SELF, argument(0), argument(1), argument(2));
    return Arrays.asList(
        Hook.onConstructors(NAMING_SERVICE, Advice.of(CREATED).returned(SELF, NOTHING)),
        // The one method that all overloads end in, whichever framework calls.
        on(NAMING_SERVICE, "registerInstance" + ONE, register).andLonger(),
        on(NAMING_SERVICE, "deregisterInstance" + ONE, deregister).andLonger(),
        maybeOn(NAMING_SERVICE, "batchRegisterInstance" + MANY, register).andLonger(), // 2.1.1
        maybeOn(NAMING_SERVICE, "batchDeregisterInstance" + MANY, deregister).andLonger(), // 2.2.0
        maybeOn(NAMING_SERVICE, "shutDown()V", Advice.of(CLOSE).enter(SELF)), // 1.3.1
        on(NAMING + "NacosNamingMaintainService", "updateInstance" + ONE, wire()).andLonger());
  }

  /**
   * Client 2 and 3: gRPC. Redo comes in through the {@code do…} methods, before 2.0.3 through
   * {@code registerService}.
   */
  private static List<Hook> wire2() {
    return Arrays.asList(
        on(GRPC_PROXY, "registerService" + ONE, wire()).andLonger(),
        maybeOn(GRPC_PROXY, "doRegisterService" + ONE, wire()).andLonger(), // 2.0.3
        maybeOn(GRPC_PROXY, "doBatchRegisterService" + MANY, wire()).andLonger(), // 2.1.1
        maybeOn(GRPC_PROXY, "doRegisterServiceForPersistent" + ONE, wire()).andLonger(), // 2.3.0
        on(NAMING + "remote.http.NamingHttpClientProxy", "registerService" + ONE, wire())
            .andLonger());
  }

  /**
   * Client 1: HTTP and beats. A beat for an instance that is gone makes the server register it
   * again.
   */
  private static List<Hook> wire1() {
    return Arrays.asList(
        on(NAMING + "net.NamingProxy", "registerService" + ONE, wire()),
        // The BeatInfo names its service itself.
        maybeOn(
            NAMING + "beat.BeatReactor",
            "addBeatInfo(Ljava/lang/String;Lcom/alibaba/nacos/client/naming/beat/BeatInfo;)V",
            wire(NOTHING, NOTHING, argument(1))),
        on(
            NAMING + "beat.BeatReactor$BeatTask",
            "run()V",
            wire(NOTHING, NOTHING, field("beatInfo"))));
  }

  /** Around what tells a server that an instance is there. */
  private static Advice wire() {
    return wire(argument(0), argument(1), argument(2));
  }

  private static Advice wire(Value service, Value group, Value what) {
    return Advice.of(WIRE).enterOrSkip(SELF, service, group, what).end(SELF, NOTHING);
  }

  private static List<Hook> following() {
    Advice connected = Advice.of(CONNECTED).returned(SELF, NOTHING);
    // The end also where a listener threw behind it (nacos#13752), and where it was skipped.
    Advice stored = Advice.of(STORED).enterOrSkip(SELF, argument(0)).leave(SELF, argument(0));
    List<Hook> hooks = new ArrayList<>();
    // A new connection: what was subscribed and registered over the old one is gone.
    hooks.addAll(
        Hook.oneOf(
            REDO,
            connected,
            "onConnected()V",
            "onConnected(Lcom/alibaba/nacos/common/remote/client/Connection;)V")); // 2.3.0
    // The event comes before the data is stored, but not for older data that arrives late, which
    // is stored all the same.
    hooks.add(
        on(
                NAMING + "cache.ServiceInfoHolder",
                "processServiceInfo(" + SERVICE_INFO + ")" + SERVICE_INFO,
                stored)
            .andLonger());
    hooks.addAll(
        Hook.oneOf(
            NAMING + "core.HostReactor",
            stored,
            "processServiceJSON(Ljava/lang/String;)" + SERVICE_INFO,
            "processServiceJson(Ljava/lang/String;)" + SERVICE_INFO));
    // Not the field that its own protection is switched by: it is final.
    hooks.add(
        on(
            "com.alibaba.nacos.api.naming.pojo.ServiceInfo",
            "validate()Z",
            Advice.of(VALIDATED).enterOrTrue(SELF)));
    hooks.add(Hook.onConstructors(CHANGE_EVENT, Advice.of(CHANGED).returned(SELF, NOTHING)));
    return hooks;
  }

  @Override
  public void connect(Core core) {
    Settings settings = core.settings();
    Registrations registrations = core.registrations();
    NamingServices owners = core.namingServices();
    EmptyPushes emptyPushes =
        new EmptyPushes(settings.get(Option.PUSH_EMPTY), core.dryRun(), owners);
    Reporters reporters = new Reporters(core.services());
    OlderLists olderLists = new OlderLists(owners, core.dryRun());
    ServiceInfos infos = new ServiceInfos(core.services(), emptyPushes, olderLists, reporters);
    RegistrationHandlers handlers =
        new RegistrationHandlers(registrations, core.contexts(), () -> core.states().isWoven(WIRE));
    new JoinOptions(settings, core.dryRun()).apply(registrations, handlers);
    Bridge.install(
        CREATED,
        owners.onCreated(
            made -> {
              handlers.created(made);
              reporters.made(made);
            }));
    LostRegistrations lost = new LostRegistrations(registrations);
    Bridge.install(CONNECTED, new Reconnects(owners, core.dryRun(), lost::connected).onConnected());
    Bridge.install(REGISTER, handlers.onRegister());
    Bridge.install(DEREGISTER, handlers.onDeregister());
    Bridge.install(
        CLOSE,
        handlers.onClose(
            closed -> {
              emptyPushes.closed(closed);
              reporters.closed(closed, goesOn(core));
            }));
    Bridge.install(WIRE, core.gate().onWire());
    Bridge.install(STORED, infos.onStored());
    Bridge.install(VALIDATED, emptyPushes.onValidated());
    Bridge.install(CHANGED, infos.onChanged());
  }

  /** Else a lookup would make a NamingService that nobody shuts down any more. */
  private static boolean goesOn(Core core) {
    return !core.gate().isClosed() && !core.contexts().isClosingOnThisThread();
  }

  @Override
  public Set<String> lateTypes() {
    return Collections.singleton(NAMING_SERVICE);
  }

  @Override
  public void arm(Object namingService, LateOutcome outcome) throws Throwable {
    outcome.client(new EarlierState(namingService, CREATED, STORED, REGISTER).replay());
  }

  @Override
  public void armed(Set<String> loaded, LateOutcome outcome) {
    if (loaded.contains(NAMING_SERVICE) && !outcome.hasClients()) {
      outcome.cannotArm("registrations made before, whose NamingService was not found");
    }
  }

  @Override
  public List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    needs.add(Need.handles(NAMING_SERVICE, NacosHandles.MEMBERS));
    needs.addAll(ServiceInfos.needs());
    needs.addAll(WireInstances.needs());
    return needs;
  }
}
