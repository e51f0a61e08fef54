package org.eclipse.jetty.websocket.core;

/** Stands in for Jetty's class of this name: a session of a server, with as many other methods. */
public class WebSocketCoreSession {

  private volatile boolean open = true;

  public String getBehavior() {
    return "SERVER";
  }

  public boolean isOutputOpen() {
    return open;
  }

  public void abort() {
    open = false;
  }

  public void flush() {}

  public void demand() {}

  public boolean isRsv1Used() {
    return false;
  }

  public boolean isRsv2Used() {
    return false;
  }
}
