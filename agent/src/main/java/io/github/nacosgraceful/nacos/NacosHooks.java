package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.hook.Hook;
import java.util.Arrays;
import java.util.List;
import net.bytebuddy.asm.Advice;
import net.bytebuddy.implementation.bytecode.assign.Assigner;

/**
 * Where the Nacos client 1.x to 3.x registers, sends, and stores what it is told.
 *
 * <p>The package name {@code gprc} is the client's own spelling.
 */
public final class NacosHooks {

  static final String NAMING_SERVICE = "com.alibaba.nacos.client.naming.NacosNamingService";
  static final String INSTANCE = "com.alibaba.nacos.api.naming.pojo.Instance";

  private static final String NAMING = "com.alibaba.nacos.client.naming.";
  private static final String ONE =
      "(Ljava/lang/String;Ljava/lang/String;Lcom/alibaba/nacos/api/naming/pojo/Instance;)V";
  private static final String MANY = "(Ljava/lang/String;Ljava/lang/String;Ljava/util/List;)V";
  private static final String SERVICE_INFO = "Lcom/alibaba/nacos/api/naming/pojo/ServiceInfo;";
  private static final String REGISTER = Hook.advice(NacosHooks.class, "Register");
  private static final String DEREGISTER = Hook.advice(NacosHooks.class, "Deregister");
  private static final String CREATED = Hook.advice(NacosHooks.class, "Created");
  private static final String CLOSE = Hook.advice(NacosHooks.class, "Close");
  private static final String WIRE = Hook.advice(NacosHooks.class, "Wire");
  private static final String WIRE_BEAT_INFO = Hook.advice(NacosHooks.class, "WireBeatInfo");
  private static final String WIRE_BEAT = Hook.advice(NacosHooks.class, "WireBeat");
  private static final String STORED = Hook.advice(NacosHooks.class, "Stored");
  private static final String CONNECTED = Hook.advice(NacosHooks.class, "Connected");
  private static final String CHANGED = Hook.advice(NacosHooks.class, "Changed");

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

  private static Hook on(String type, String signature, String advice) {
    return Hook.on(Option.NACOS, type, signature, advice);
  }

  private static Hook maybeOn(String type, String signature, String advice) {
    return Hook.maybeOn(Option.NACOS, type, signature, advice);
  }

  /** Inlined before a registration. */
  public static final class Register {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
    public static Object enter(
        @Advice.This Object self,
        @Advice.Argument(0) Object service,
        @Advice.Argument(1) Object group,
        @Advice.Argument(2) Object what) {
      return Bridge.enter(Bridge.NACOS_REGISTER, self, service, group, what);
    }
  }

  /** Inlined before a deregistration. */
  public static final class Deregister {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
    public static Object enter(
        @Advice.This Object self,
        @Advice.Argument(0) Object service,
        @Advice.Argument(1) Object group,
        @Advice.Argument(2) Object what) {
      return Bridge.enter(Bridge.NACOS_DEREGISTER, self, service, group, what);
    }
  }

  /** Inlined before a NamingService is shut down. */
  public static final class Close {
    @Advice.OnMethodEnter(suppress = Throwable.class)
    public static void enter(@Advice.This Object self) {
      Bridge.enter(Bridge.NACOS_CLOSE, self, null, null, null);
    }
  }

  /** Inlined around what tells a server that an instance is there. */
  public static final class Wire {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
    public static Object enter(
        @Advice.This Object self,
        @Advice.Argument(0) Object service,
        @Advice.Argument(1) Object group,
        @Advice.Argument(2) Object what) {
      return Bridge.enter(Bridge.NACOS_WIRE, self, service, group, what);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.This Object self, @Advice.Enter Object refused) {
      Bridge.exit(Bridge.NACOS_WIRE, refused, self, null);
    }
  }

  /** The same where beats begin: the BeatInfo names its service itself. */
  public static final class WireBeatInfo {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
    public static Object enter(@Advice.This Object self, @Advice.Argument(1) Object beatInfo) {
      return Bridge.enter(Bridge.NACOS_WIRE, self, null, null, beatInfo);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.This Object self, @Advice.Enter Object refused) {
      Bridge.exit(Bridge.NACOS_WIRE, refused, self, null);
    }
  }

  /** The same around one beat. */
  public static final class WireBeat {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
    public static Object enter(
        @Advice.This Object self, @Advice.FieldValue("beatInfo") Object beatInfo) {
      return Bridge.enter(Bridge.NACOS_WIRE, self, null, null, beatInfo);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(@Advice.This Object self, @Advice.Enter Object refused) {
      Bridge.exit(Bridge.NACOS_WIRE, refused, self, null);
    }
  }

  /**
   * Inlined around storing. The end also where a listener threw behind it (nacos#13752), and where
   * it was skipped.
   */
  public static final class Stored {
    @Advice.OnMethodEnter(skipOn = Advice.OnNonDefaultValue.class, suppress = Throwable.class)
    public static Object enter(@Advice.This Object self, @Advice.Argument(0) Object said) {
      return Bridge.enter(Bridge.NACOS_STORED, self, said, null, null);
    }

    @Advice.OnMethodExit(onThrowable = Throwable.class, suppress = Throwable.class)
    public static void exit(
        @Advice.This Object self,
        @Advice.Argument(0) Object said,
        @Advice.Enter Object kept,
        @Advice.Return(readOnly = false, typing = Assigner.Typing.DYNAMIC) Object result) {
      result = Bridge.leave(Bridge.NACOS_STORED, kept, self, said, result);
    }
  }

  /** Inlined at the end of the constructors of a NamingService. */
  public static final class Created {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.This Object self) {
      Bridge.exit(Bridge.NACOS_CREATED, null, self, null);
    }
  }

  /** Inlined where the redo service hears that there is a connection. */
  public static final class Connected {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.This Object self) {
      Bridge.exit(Bridge.NACOS_CONNECTED, null, self, null);
    }
  }

  /** Inlined at the end of the event's constructors. */
  public static final class Changed {
    @Advice.OnMethodExit(suppress = Throwable.class)
    public static void exit(@Advice.This Object self) {
      Bridge.exit(Bridge.NACOS_CHANGED, null, self, null);
    }
  }
}
