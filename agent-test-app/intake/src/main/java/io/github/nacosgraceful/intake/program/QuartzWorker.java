package io.github.nacosgraceful.intake.program;

import org.quartz.Job;
import org.quartz.JobBuilder;
import org.quartz.JobExecutionContext;
import org.quartz.Scheduler;
import org.quartz.SimpleScheduleBuilder;
import org.quartz.TriggerBuilder;
import org.quartz.impl.StdSchedulerFactory;

/** A job that is fired each 100 ms, as Spring's SchedulerFactoryBean and plain programs stop it. */
public class QuartzWorker implements Job {

  public static void main(String[] args) throws Exception {
    Scheduler scheduler = StdSchedulerFactory.getDefaultScheduler();
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  try {
                    scheduler.shutdown(false);
                  } catch (Exception e) {
                    throw new IllegalStateException(e);
                  }
                }));
    scheduler.scheduleJob(
        JobBuilder.newJob(QuartzWorker.class).withIdentity("report").build(),
        TriggerBuilder.newTrigger()
            .withSchedule(
                SimpleScheduleBuilder.simpleSchedule()
                    .withIntervalInMilliseconds(100)
                    .repeatForever())
            .build());
    scheduler.start();
    Journal.ready();
    Journal.park();
  }

  @Override
  public void execute(JobExecutionContext context) {
    Journal.work(context.getFireInstanceId());
  }
}
