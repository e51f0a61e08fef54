package io.github.nacosgraceful.node;

import io.github.nacosgraceful.config.Verify;
import io.github.nacosgraceful.instance.Registration;

/** Which nodes are to be asked about a registration. */
public interface Listings {

  /** Every node that the client knows or that another one names. */
  Listings EVERY_NODE = (owner, registration) -> new Listing(owner, registration, owner.others);

  /** Null if none is to be asked. */
  Listing of(Owner owner, Registration registration);

  /** As the option {@code verify} says. */
  static Listings by(Verify verify) {
    switch (verify) {
      case ALL:
        return EVERY_NODE;
      case OFF:
        return (owner, registration) -> null;
      default:
        return (owner, registration) -> new Listing(owner, registration, null);
    }
  }
}
