package io.github.nacosgraceful.library.springrabbit;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.intake.Runs;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a container of Spring AMQP 2.1 to 4 starts, and where it hands a message to its listener:
 * both kinds of containers, simple and direct.
 */
public final class SpringRabbitPart extends Part {

  /** A container starts; skipped while it is held. */
  private static final int START = Bridge.point("spring-rabbit.start");

  /** A message is handled. */
  private static final int MESSAGE = Bridge.point("spring-rabbit.message");

  private static final String CONTAINER =
      "org.springframework.amqp.rabbit.listener.AbstractMessageListenerContainer";

  public SpringRabbitPart() {
    super(Option.SPRING_RABBIT);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    hooks.add(
        Hook.on(CONTAINER, "start()V", Advice.of(START).enterOrSkip(SELF).end(SELF, NOTHING)));
    hooks.addAll(
        Hook.oneOf(
            CONTAINER,
            Advice.of(MESSAGE).enter(SELF).end(SELF, NOTHING),
            "executeListener(Lcom/rabbitmq/client/Channel;Ljava/lang/Object;)V",
            "executeListener(Lcom/rabbitmq/client/Channel;Lorg/springframework/amqp/core/Message;)V"));
    return hooks;
  }

  @Override
  public void connect(Core core) {
    if (core.stopsIntake()) {
      Bridge.install(START, new RabbitContainers(name()).onStart(core.intake()));
      Bridge.install(
          MESSAGE,
          new Runs(core.intake()) {
            @Override
            protected Object sourceOf(Object container) {
              return container;
            }
          });
    }
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.handles(CONTAINER, RabbitHandles.MEMBERS),
        Need.method(CONTAINER, "getMessageListener"));
  }
}
