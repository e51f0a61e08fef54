package io.github.nacosgraceful.forked;

/** An application that has nothing to do with Nacos. */
public final class PlainApp {

  private PlainApp() {}

  public static void main(String[] args) {
    Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("hook done")));
    System.exit(3);
  }
}
