package io.github.nacosgraceful.library.rocketmq;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.intake.Starts;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a push consumer of RocketMQ 4.9 and 5 starts, and where it hands messages to its listener.
 * The containers of rocketmq-spring are such consumers. Consumers that an application polls itself
 * are its own affair.
 */
public final class RocketMqPart extends Part {

  /** A consumer starts; skipped while it is held. */
  private static final int START = Bridge.point("rocketmq.start");

  /** Messages are about to be handled; skipped while the process leaves. */
  private static final int REQUEST = Bridge.point("rocketmq.request");

  /** The next messages in order are taken, inside the handling of those before them. */
  private static final int TAKE = Bridge.point("rocketmq.take");

  private static final String PACKAGE = "org.apache.rocketmq.client.impl.consumer.";
  private static final String CONSUMER = PACKAGE + "DefaultMQPushConsumerImpl";

  /** The last two are of 5. */
  private static final List<String> REQUESTS =
      Arrays.asList(
          PACKAGE + "ConsumeMessageConcurrentlyService$ConsumeRequest",
          PACKAGE + "ConsumeMessageOrderlyService$ConsumeRequest",
          PACKAGE + "ConsumeMessagePopConcurrentlyService$ConsumeRequest",
          PACKAGE + "ConsumeMessagePopOrderlyService$ConsumeRequest");

  public RocketMqPart() {
    super(Option.ROCKETMQ);
  }

  @Override
  public List<Hook> hooks() {
    List<Hook> hooks = new ArrayList<>();
    hooks.add(Hook.on(CONSUMER, "start()V", Advice.of(START).enterOrSkip(SELF).end(SELF, NOTHING)));
    for (String request : REQUESTS) {
      hooks.add(
          Hook.on(request, "run()V", Advice.of(REQUEST).enterOrSkip(SELF).end(SELF, NOTHING)));
    }
    hooks.add(
        Hook.on(
            PACKAGE + "ProcessQueue",
            "takeMessages(I)Ljava/util/List;",
            Advice.of(TAKE).enterOrSkip(SELF).leave(SELF, NOTHING)));
    return hooks;
  }

  @Override
  public void connect(Core core) {
    if (core.stopsIntake()) {
      Bridge.install(START, new Starts(core.intake(), new PushConsumers(name())));
      Bridge.install(REQUEST, new Requests(core.intake()));
      Bridge.install(TAKE, new Takes());
    }
  }

  @Override
  public List<Need> needs() {
    List<Need> needs = new ArrayList<>();
    for (String name : PushConsumers.MEMBERS) {
      needs.add(Need.method(CONSUMER, name));
    }
    needs.add(Need.field(CONSUMER, "defaultMQPushConsumer"));
    needs.add(Need.method("org.apache.rocketmq.client.consumer.DefaultMQPushConsumer", "shutdown"));
    for (String request : REQUESTS) {
      needs.add(Need.handles(request, RequestHandles.MEMBERS));
    }
    return needs;
  }
}
