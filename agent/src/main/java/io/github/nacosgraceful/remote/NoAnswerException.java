package io.github.nacosgraceful.remote;

/** There is no agent where it was asked for. The message is a sentence without its full stop. */
public final class NoAnswerException extends Exception {

  private static final long serialVersionUID = 1;

  public NoAnswerException(String message, Throwable cause) {
    super(message, cause);
  }
}
