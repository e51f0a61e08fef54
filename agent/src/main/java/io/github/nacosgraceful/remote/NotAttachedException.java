package io.github.nacosgraceful.remote;

/** A JVM cannot be attached to. The message is a sentence for the user, without its full stop. */
public final class NotAttachedException extends Exception {

  private static final long serialVersionUID = 1;

  public NotAttachedException(String message) {
    super(message);
  }

  NotAttachedException(String message, Throwable cause) {
    super(message, cause);
  }
}
