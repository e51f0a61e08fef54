package io.github.nacosgraceful.nacos;

import io.github.nacosgraceful.instance.Address;
import io.github.nacosgraceful.instance.Registration;

/**
 * How something is registered and deregistered through the object that owns it: through a
 * NamingService, or through the client of the AI registry. Each call may hang for as long as its
 * node does.
 */
public interface Registrar {

  /** As it was registered: a batch as one. */
  void register(Object owner, Registration registration) throws Throwable;

  /** Deregisters one instance. */
  void deregister(Object owner, String service, String group, Address address) throws Throwable;

  /** An instance as the client knows it, with what is needed to deregister it. */
  Object instance(Address address) throws Throwable;

  /** Asks the node that the client is connected to, past the client's own memory. */
  boolean isListed(Object owner, Registration registration) throws Throwable;

  /**
   * As the node that the client is connected to lists it, with what was changed there. What is not
   * listed is as it was registered.
   */
  Registration asListed(Object owner, Registration registration) throws Throwable;
}
