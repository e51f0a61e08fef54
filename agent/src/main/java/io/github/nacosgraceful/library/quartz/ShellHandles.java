package io.github.nacosgraceful.library.quartz;

import io.github.nacosgraceful.member.Members;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;

/** The members of Quartz that each job needs. */
final class ShellHandles {

  static final Members<ShellHandles> MEMBERS =
      new Members<>(
          ShellHandles::new, "quartz is off", "Its jobs are not waited for when the process stops");

  private final MethodHandle scheduler;

  private ShellHandles(Class<?> type) throws ReflectiveOperationException {
    Class<?> shell = type;
    while (!shell.getName().equals("org.quartz.core.JobRunShell")) {
      shell = shell.getSuperclass(); // a shell of transactions, of an application server
    }
    scheduler =
        Members.field(shell, "qs").asType(MethodType.methodType(Object.class, Object.class));
  }

  /** The scheduler whose job it is. */
  Object scheduler(Object shell) throws Throwable {
    return (Object) scheduler.invokeExact(shell);
  }
}
