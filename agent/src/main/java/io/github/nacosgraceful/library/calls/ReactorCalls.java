package io.github.nacosgraceful.library.calls;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.silence.Calls;
import io.github.nacosgraceful.suspect.Suspects;
import java.util.function.Function;

/**
 * The calls of Reactor Netty's client, of whoever makes them: WebClient, Gateway, RestClient. On
 * the event loop of the connection.
 *
 * <p>The word is taken out of the answer: it is for this process, and a gateway would pass it on.
 */
final class ReactorCalls {

  private final Suspects suspects;
  private final Calls calls;
  private final boolean hears;
  private final Function<Object, HostPort> addresses = ReactorCalls::addressOrNone;

  /**
   * @param hears whether answers are looked at
   */
  ReactorCalls(Suspects suspects, Calls calls, boolean hears) {
    this.suspects = suspects;
    this.calls = calls;
    this.hears = hears;
  }

  private static HostPort addressOrNone(Object operations) {
    try {
      return ReactorHandles.of(operations).address(operations);
    } catch (Throwable unreadable) {
      return null;
    }
  }

  /** The head of a request is about to be sent. */
  Handler onRequest() {
    return new Handler() {
      @Override
      public Object enter(Object operations, Object a, Object b, Object c) throws Throwable {
        ReactorHandles handles = ReactorHandles.of(operations);
        if (handles != null) {
          Object note = handles.note(operations);
          Object unfinished = handles.kept(note);
          if (unfinished != null) {
            calls.ended(unfinished, false);
          }
          // Many calls begin on one thread.
          int number = System.identityHashCode(operations);
          handles.keep(note, calls.begun(number, operations, suspects.begun(), addresses));
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
        Object begun = end(handles, operations, true);
        String goodbye = hears ? handles.goodbye(response) : null;
        if (goodbye != null || !suspects.isEmpty()) {
          answered(handles, operations, response, goodbye, begun);
        }
        return null;
      }
    };
  }

  /** The connection is closed, or nobody waits for the answer any more. */
  Handler onEnd() {
    return new Handler() {
      @Override
      public Object enter(Object operations, Object a, Object b, Object c) throws Throwable {
        ReactorHandles handles = ReactorHandles.of(operations);
        if (handles != null) {
          end(handles, operations, false);
        }
        return null;
      }
    };
  }

  /**
   * @return what was noted when the call began; null if it has ended
   */
  private Object end(ReactorHandles handles, Object operations, boolean isAnswered)
      throws Throwable {
    Object note = handles.note(operations);
    Object call = handles.kept(note);
    if (call == null) {
      return null;
    }
    handles.keep(note, null);
    return calls.ended(call, isAnswered);
  }

  private void answered(
      ReactorHandles handles, Object operations, Object response, String goodbye, Object begun)
      throws Throwable {
    if (goodbye != null) {
      handles.removeGoodbye(response);
    }
    HostPort called = handles.address(operations);
    if (called != null) {
      suspects.answered(called, goodbye, begun);
    }
  }
}
