package io.github.nacosgraceful.contract.program;

/** What is run in a JVM of its own. */
interface Program {

  void run() throws Exception;

  /** Runs it, and ends the JVM with it, whatever threads go on. */
  static void runAndExit(Program program) {
    int exit = 1;
    try {
      program.run();
      exit = 0;
    } catch (Throwable failed) {
      failed.printStackTrace();
    }
    System.exit(exit);
  }
}
