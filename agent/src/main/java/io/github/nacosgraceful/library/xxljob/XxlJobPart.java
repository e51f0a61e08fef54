package io.github.nacosgraceful.library.xxljob;

import static io.github.nacosgraceful.weave.Value.NOTHING;
import static io.github.nacosgraceful.weave.Value.SELF;
import static io.github.nacosgraceful.weave.Value.argument;

import io.github.nacosgraceful.bridge.Bridge;
import io.github.nacosgraceful.config.Option;
import io.github.nacosgraceful.member.Need;
import io.github.nacosgraceful.part.Core;
import io.github.nacosgraceful.part.Part;
import io.github.nacosgraceful.weave.Advice;
import io.github.nacosgraceful.weave.Hook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where an executor of XXL-JOB 2 and 3 begins to register with its admin, and what the admin asks
 * of it: to run a job, and whether it is there, or idle.
 */
public final class XxlJobPart extends Part {

  /** The executor registers from now on; skipped while it is held. */
  private static final int REGISTER = Bridge.point("xxl-job.register");

  /** The admin asks for something; refused while the executor is held. */
  private static final int ASKED = Bridge.point("xxl-job.asked");

  /** What answers the admin, and in which classes, before 3.3 and from then on. */
  private static final String ANSWERS = "com.xxl.job.core.biz.impl.ExecutorBizImpl";

  private static final String ANSWERS_3 = "com.xxl.job.core.openapi.impl.ExecutorBizImpl";

  private static final String RESULT = "Lcom/xxl/job/core/biz/model/ReturnT;";
  private static final String RESULT_3 = "Lcom/xxl/tool/response/Response;";

  public XxlJobPart() {
    super(Option.XXL_JOB);
  }

  @Override
  public List<Hook> hooks() {
    Advice asked = Advice.of(ASKED).enterOrSkip(SELF).leave(SELF, NOTHING);
    List<Hook> hooks = new ArrayList<>();
    hooks.add(
        Hook.on(
            RefusalHandles.REGISTRY,
            "start(Ljava/lang/String;Ljava/lang/String;)V",
            Advice.of(REGISTER).enterOrSkip(SELF, argument(0), argument(1)).end(SELF, NOTHING)));
    hooks.add(Hook.on(ANSWERS, "run(Lcom/xxl/job/core/biz/model/TriggerParam;)" + RESULT, asked));
    hooks.add(Hook.on(ANSWERS, "beat()" + RESULT, asked));
    hooks.addAll(
        Hook.oneOf(
            ANSWERS,
            asked,
            "idleBeat(I)" + RESULT,
            "idleBeat(Lcom/xxl/job/core/biz/model/IdleBeatParam;)" + RESULT));
    String requests = "Lcom/xxl/job/core/openapi/model/";
    hooks.add(Hook.on(ANSWERS_3, "run(" + requests + "TriggerRequest;)" + RESULT_3, asked));
    hooks.add(Hook.on(ANSWERS_3, "beat()" + RESULT_3, asked));
    hooks.add(Hook.on(ANSWERS_3, "idleBeat(" + requests + "IdleBeatRequest;)" + RESULT_3, asked));
    return hooks;
  }

  @Override
  public void connect(Core core) {
    if (core.stopsIntake()) {
      Executors executors = new Executors(name());
      Bridge.install(REGISTER, executors.onRegister(core.intake()));
      Bridge.install(ASKED, new Refusals(core.intake()));
    }
  }

  @Override
  public List<Need> needs() {
    return Arrays.asList(
        Need.handles(ANSWERS, RefusalHandles.MEMBERS),
        Need.handles(ANSWERS_3, RefusalHandles.MEMBERS),
        Need.handles(RefusalHandles.REGISTRY, ExecutorHandles.MEMBERS),
        Need.field(RefusalHandles.REGISTRY, "toStop"),
        Need.method(RefusalHandles.REGISTRY, "toStop"),
        Need.method("com.xxl.job.core.thread.JobThread", "isRunningOrHasQueue"),
        Need.method("com.xxl.job.core.thread.JobThread", "getHandler"));
  }
}
