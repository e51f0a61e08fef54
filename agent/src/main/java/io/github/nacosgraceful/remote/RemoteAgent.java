package io.github.nacosgraceful.remote;

import java.io.Closeable;

/** The agent of another process. Each answer is JSON; each call takes as long as what it does. */
public interface RemoteAgent extends Closeable {

  String status() throws NoAnswerException;

  String offline() throws NoAnswerException;

  String online() throws NoAnswerException;

  @Override
  void close();
}
