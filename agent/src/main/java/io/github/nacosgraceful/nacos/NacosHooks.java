package io.github.nacosgraceful.nacos;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;
import static io.github.nacosgraceful.weave.Value.field;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.List;

/**
 * Where the Nacos client 1.x to 3.x registers, sends, and stores what it is told.
 *
 * <p>The package name {@code gprc} is the client's own spelling.
 */
public final class NacosHooks {

  public static final String NAMING_SERVICE = "com.alibaba.nacos.client.naming.NacosNamingService";
  public static final String INSTANCE = "com.alibaba.nacos.api.naming.pojo.Instance";

  private static final String NAMING = "com.alibaba.nacos.client.naming.";
  private static final String ONE =
      "(Ljava/lang/String;Ljava/lang/String;Lcom/alibaba/nacos/api/naming/pojo/Instance;)V";
  private static final String MANY = "(Ljava/lang/String;Ljava/lang/String;Ljava/util/List;)V";
  private static final String SERVICE_INFO = "Lcom/alibaba/nacos/api/naming/pojo/ServiceInfo;";
  private static final Advice REGISTER =
      Advice.of(Bridge.NACOS_REGISTER).enterOrSkip(SELF, argument(0), argument(1), argument(2));
  private static final Advice DEREGISTER =
      Advice.of(Bridge.NACOS_DEREGISTER).enterOrSkip(SELF, argument(0), argument(1), argument(2));
  private static final Advice CREATED = Advice.of(Bridge.NACOS_CREATED).returned(SELF, NOTHING);
  private static final Advice CLOSE = Advice.of(Bridge.NACOS_CLOSE).enter(SELF);

  /** Around what tells a server that an instance is there. */
  private static final Advice WIRE =
      Advice.of(Bridge.NACOS_WIRE)
          .enterOrSkip(SELF, argument(0), argument(1), argument(2))
          .end(SELF, NOTHING);

  /** The same where beats begin: the BeatInfo names its service itself. */
  private static final Advice WIRE_BEAT_INFO =
      Advice.of(Bridge.NACOS_WIRE)
          .enterOrSkip(SELF, NOTHING, NOTHING, argument(1))
          .end(SELF, NOTHING);

  /** The same around one beat. */
  private static final Advice WIRE_BEAT =
      Advice.of(Bridge.NACOS_WIRE)
          .enterOrSkip(SELF, NOTHING, NOTHING, field("beatInfo"))
          .end(SELF, NOTHING);

  /** The end also where a listener threw behind it (nacos#13752), and where it was skipped. */
  private static final Advice STORED =
      Advice.of(Bridge.NACOS_STORED).enterOrSkip(SELF, argument(0)).leave(SELF, argument(0));

  private static final Advice CONNECTED = Advice.of(Bridge.NACOS_CONNECTED).returned(SELF, NOTHING);
  private static final Advice CHANGED = Advice.of(Bridge.NACOS_CHANGED).returned(SELF, NOTHING);

  private NacosHooks() {}

  public static List<Hook> hooks() {
    return Arrays.asList(
        Hook.onConstructors(Option.NACOS, NAMING_SERVICE, CREATED),
        // The one method that all overloads end in, whichever framework calls.
        on(NAMING_SERVICE, "registerInstance" + ONE, REGISTER),
        on(NAMING_SERVICE, "deregisterInstance" + ONE, DEREGISTER),
        maybeOn(NAMING_SERVICE, "batchRegisterInstance" + MANY, REGISTER), // 2.1.1
        maybeOn(NAMING_SERVICE, "batchDeregisterInstance" + MANY, DEREGISTER), // 2.2.0
        maybeOn(NAMING_SERVICE, "shutDown()V", CLOSE), // 1.3.1
        on(NAMING + "NacosNamingMaintainService", "updateInstance" + ONE, WIRE),

        // Client 2 and 3: gRPC. Redo comes in through the do… methods, before 2.0.3 through
        // registerService.
        on(NAMING + "remote.gprc.NamingGrpcClientProxy", "registerService" + ONE, WIRE),
        maybeOn(
            NAMING + "remote.gprc.NamingGrpcClientProxy", "doRegisterService" + ONE, WIRE), // 2.0.3
        maybeOn(
            NAMING + "remote.gprc.NamingGrpcClientProxy",
            "doBatchRegisterService" + MANY,
            WIRE), // 2.1.1
        maybeOn(
            NAMING + "remote.gprc.NamingGrpcClientProxy",
            "doRegisterServiceForPersistent" + ONE,
            WIRE), // 2.3.0
        on(NAMING + "remote.http.NamingHttpClientProxy", "registerService" + ONE, WIRE),

        // Client 1: HTTP and beats. A beat for an instance that is gone makes the server register
        // it again.
        on(NAMING + "net.NamingProxy", "registerService" + ONE, WIRE),
        maybeOn(
            NAMING + "beat.BeatReactor",
            "addBeatInfo(Ljava/lang/String;Lcom/alibaba/nacos/client/naming/beat/BeatInfo;)V",
            WIRE_BEAT_INFO),
        on(NAMING + "beat.BeatReactor$BeatTask", "run()V", WIRE_BEAT),

        // A new connection: what was subscribed and registered over the old one is gone.
        maybeOn(NAMING + "remote.gprc.redo.NamingGrpcRedoService", "onConnected()V", CONNECTED),
        maybeOn(
            NAMING + "remote.gprc.redo.NamingGrpcRedoService",
            "onConnected(Lcom/alibaba/nacos/common/remote/client/Connection;)V", // 2.3.0
            CONNECTED),

        // What a server said, after it was stored. The event comes first, but not for older data
        // that arrives late,
        // which is stored all the same.
        on(
            NAMING + "cache.ServiceInfoHolder",
            "processServiceInfo(" + SERVICE_INFO + ")" + SERVICE_INFO,
            STORED),
        maybeOn(
            NAMING + "core.HostReactor",
            "processServiceJSON(Ljava/lang/String;)" + SERVICE_INFO,
            STORED),
        maybeOn(
            NAMING + "core.HostReactor",
            "processServiceJson(Ljava/lang/String;)" + SERVICE_INFO,
            STORED),
        Hook.onConstructors(Option.NACOS, NAMING + "event.InstancesChangeEvent", CHANGED));
  }

  private static Hook on(String type, String signature, Advice advice) {
    return Hook.on(Option.NACOS, type, signature, advice);
  }

  private static Hook maybeOn(String type, String signature, Advice advice) {
    return Hook.maybeOn(Option.NACOS, type, signature, advice);
  }
}
