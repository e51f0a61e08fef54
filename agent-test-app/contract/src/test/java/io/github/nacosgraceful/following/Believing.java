package io.github.nacosgraceful.following;

import io.github.nacosgraceful.bridge.Bridge;
import java.util.stream.IntStream;

/** Lets the contract test store an empty list as the agent does, past the client's protection. */
public final class Believing {

  private static final Believed BELIEVED = new Believed();

  private Believing() {}

  /** Something that may fail. */
  public interface Store {
    void run() throws ReflectiveOperationException;
  }

  /**
   * @param said what is to be stored
   * @param store stores it, in classes that are woven
   */
  public static void store(Object said, Store store) {
    int point =
        IntStream.range(0, 128)
            .filter(i -> "nacos.validated".equals(Bridge.nameOf(i)))
            .findFirst()
            .orElseThrow();
    Bridge.install(point, BELIEVED.onValidated());
    BELIEVED.store(
        said,
        () -> {
          try {
            store.run();
          } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
          }
        });
  }
}
