package io.github.nacosgraceful.dubbo.program;

/** All services. */
final class Shop implements Orders, Prices, Stock {

  private final int port;

  Shop(int port) {
    this.port = port;
  }

  @Override
  public int place(String article) {
    Load.work();
    return port;
  }

  @Override
  public int ask(String article) {
    return port;
  }

  @Override
  public int count(String article) {
    return port;
  }
}
