package io.github.nacosgraceful.node;

import io.github.nacosgraceful.instance.Registration;

/** Which nodes are to be asked about a registration. */
public interface Listings {

  /** Every node that the client knows or that another one names. */
  Listings EVERY_NODE = (owner, registration) -> new Listing(owner, registration, owner.others);

  /** Null if none is to be asked. */
  Listing of(Owner owner, Registration registration);

  /**
   * As the option {@code verify} says.
   *
   * @param verify {@code all}, {@code connected} or {@code off}
   */
  static Listings by(String verify) {
    switch (verify) {
      case "all":
        return EVERY_NODE;
      case "off":
        return (owner, registration) -> null;
      default:
        return (owner, registration) -> new Listing(owner, registration, null);
    }
  }
}
