package io.github.nacosgraceful.context;

import io.github.nacosgraceful.bridge.Handler;
import org.springframework.context.support.AbstractApplicationContext;

/** A Spring context whose refresh and close are hooked, with what else the agent asks of one. */
public class FakeContext extends AbstractApplicationContext {

  private final Contexts contexts;
  private final Object parent;
  private final Object webServer;
  private boolean active;

  /**
   * @param port where its web server listens; 0 for none
   */
  public FakeContext(Contexts contexts, Object parent, int port) {
    super("fake", () -> {}, () -> {});
    this.contexts = contexts;
    this.parent = parent;
    this.webServer = port == 0 ? null : new WebServer(port);
  }

  @Override
  public void refresh() {
    Handler hook = contexts.onRefresh();
    try {
      Object entered = hook.enter(this, null, null, null);
      active = true;
      hook.exit(entered, this, null);
    } catch (Throwable t) {
      throw new AssertionError(t);
    }
  }

  @Override
  public void close() {
    Contexts.Closing closing = contexts.begins(this);
    active = false;
    contexts.ends(closing);
  }

  /** As if its refresh had failed. */
  public void fail() {
    active = false;
  }

  public boolean isActive() {
    return active;
  }

  public Object getParent() {
    return parent;
  }

  public Object getWebServer() {
    return webServer;
  }

  /** What it has made. */
  public static final class WebServer {
    private final int port;

    WebServer(int port) {
      this.port = port;
    }

    public int getPort() {
      return port;
    }
  }
}
