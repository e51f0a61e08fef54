package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.suspect.Suspects;

/**
 * The calls of Reactor Netty's client, of whoever makes them: WebClient, Gateway, RestClient. On
 * the event loop of the connection.
 *
 * <p>The word is taken out of the answer: it is for this process, and a gateway would pass it on.
 */
final class ReactorCalls {

  private final Suspects suspects;

  ReactorCalls(Suspects suspects) {
    this.suspects = suspects;
  }

  /** The head of a request is about to be sent. */
  Handler onRequest() {
    return new Handler() {
      @Override
      public Object enter(Object operations, Object a, Object b, Object c) throws Throwable {
        ReactorHandles handles = ReactorHandles.of(operations);
        if (handles != null) {
          handles.keep(operations, suspects.begun());
        }
        return null;
      }
    };
  }

  /** The head of an answer is there. */
  Handler onResponse() {
    return new Handler() {
      @Override
      public Object enter(Object operations, Object response, Object b, Object c) throws Throwable {
        ReactorHandles handles = ReactorHandles.of(operations);
        if (handles == null) {
          return null;
        }
        String goodbye = handles.goodbye(response);
        if (goodbye != null || !suspects.isEmpty()) {
          answered(handles, operations, response, goodbye);
        }
        return null;
      }
    };
  }

  private void answered(ReactorHandles handles, Object operations, Object response, String goodbye)
      throws Throwable {
    if (goodbye != null) {
      handles.removeGoodbye(response);
    }
    HostPort called = handles.address(operations);
    if (called != null) {
      suspects.answered(called, goodbye, handles.kept(operations));
    }
  }
}
