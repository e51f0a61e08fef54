package io.github.nacosgraceful.weave;

/**
 * A class lacks a method that every supported version has: an unknown version, or a changed copy.
 */
public final class MissingJoinPointException extends Exception {

  private static final long serialVersionUID = 1L;

  MissingJoinPointException(Hook hook) {
    super(hook.toString());
  }
}
