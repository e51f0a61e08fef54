package io.github.nacosgraceful.dubbo.program;

/** One of the services; the answer is the port that gave it. */
public interface Prices {

  int ask(String article);
}
