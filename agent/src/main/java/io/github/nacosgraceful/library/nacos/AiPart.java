package io.github.nacosgraceful.library.nacos;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.ai.AiRegistrar;
import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Where the client of the AI registry, which the Nacos client has since 3.0, sends what is asked of
 * it: over a connection and with a redo of its own, past every NamingService.
 */
public final class AiPart extends Part {

  /** A client was made. */
  private static final int CREATED = Bridge.point("nacos-ai.created");

  /** A request is sent. Argument: the request; non-null skips it. */
  private static final int REQUEST = Bridge.point("nacos-ai.request");

  /** The client does once more what a server has lost. */
  private static final int REDO = Bridge.point("nacos-ai.redo");

  /** It is shut down, and with it everything that it registered leaves. */
  private static final int CLOSE = Bridge.point("nacos-ai.close");

  public AiPart() {
    super(Option.NACOS_AI);
  }

  @Override
  public List<Hook> hooks() {
    return Arrays.asList(
        Hook.onConstructors(AiRegistrar.CLIENT, Advice.of(CREATED).returned(SELF, NOTHING)),
        Hook.on(
            AiRegistrar.CLIENT,
            "requestToServer(Lcom/alibaba/nacos/api/remote/request/Request;Ljava/lang/Class;)"
                + "Lcom/alibaba/nacos/api/remote/response/Response;",
            Advice.of(REQUEST).enterOrSkip(SELF, argument(0)).end(SELF, argument(0))),
        Hook.on(
            "com.alibaba.nacos.client.ai.remote.redo.AiRedoScheduledTask",
            "redoData()V",
            Advice.of(REDO).enter(SELF).end(SELF, NOTHING)),
        Hook.on(AiRegistrar.CLIENT, "shutdown()V", Advice.of(CLOSE).enter(SELF)));
  }

  @Override
  public void connect(Core core) {
    RegistrationHandlers registrations =
        new RegistrationHandlers(core.registrations(), core.contexts(), () -> true);
    AiHandlers handlers = new AiHandlers(registrations, core.gate());
    Bridge.install(CREATED, handlers.onCreated());
    Bridge.install(REQUEST, handlers.onRequest());
    Bridge.install(REDO, handlers.onRedo());
    Bridge.install(CLOSE, registrations.onClose(closed -> {}));
  }

  @Override
  public List<Need> needs() {
    return Collections.singletonList(Need.handles(AiRegistrar.CLIENT, AiRegistrar.MEMBERS));
  }
}
