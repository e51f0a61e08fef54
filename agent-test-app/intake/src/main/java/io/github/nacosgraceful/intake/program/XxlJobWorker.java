package io.github.nacosgraceful.intake.program;

import com.xxl.job.core.context.XxlJobHelper;
import com.xxl.job.core.executor.XxlJobExecutor;
import com.xxl.job.core.handler.IJobHandler;
import java.lang.reflect.Method;

/** An executor with one job, demoJob, which stops as XxlJobSpringExecutor does. */
public class XxlJobWorker {

  public static void main(String[] args) throws Exception {
    XxlJobExecutor executor = new XxlJobExecutor();
    executor.setAdminAddresses(System.getProperty("admin"));
    executor.setAccessToken("");
    executor.setAppname("workers");
    executor.setIp("127.0.0.1");
    executor.setPort(Integer.getInteger("port"));
    executor.setLogPath(System.getProperty("user.home"));
    executor.setLogRetentionDays(-1);
    register(
        new IJobHandler() {
          @Override
          public void execute() {
            Journal.work(XxlJobHelper.getJobParam());
          }
        });
    Runtime.getRuntime().addShutdownHook(new Thread(executor::destroy));
    executor.start();
    Journal.ready();
    Journal.park();
  }

  /** The name of the method is another one from 3.3 on. */
  private static void register(IJobHandler handler) throws ReflectiveOperationException {
    for (Method method : XxlJobExecutor.class.getMethods()) {
      if (method.getName().matches("regist(ry)?JobHandler")) {
        method.invoke(null, "demoJob", handler);
      }
    }
  }
}
