package io.github.nacosgraceful.registry;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.context.Contexts;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.instance.ServiceName;
import io.github.nacosgraceful.log.Log;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.nacos.NacosHandles;
import io.github.nacosgraceful.service.WarmUp;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;

/**
 * What runs where a NamingService is made, registers, deregisters and is shut down: keeps {@link
 * Registrations} up to date, and skips what the agent does in the application's place. Runs on the
 * application's threads; those of the agent that register and deregister pass.
 */
public final class RegistrationHandlers {

  private static final Logger log = Log.get();
  private static final Object SKIP = Boolean.TRUE;

  private final Registrations registrations;
  private final ContextOfRegistration contexts;

  private final BooleanSupplier gateIsWoven;

  /** What each instance says of its warm-up; null for nothing. */
  private String warmUp;

  /** What each instance says of its agent; null for nothing. */
  private String agent;

  private boolean looked;

  /**
   * @param gateIsWoven whether some method that sends registrations or beats goes through the gate;
   *     the client has loaded the classes of these before it registers
   */
  public RegistrationHandlers(
      Registrations registrations, Contexts contexts, BooleanSupplier gateIsWoven) {
    this.registrations = registrations;
    this.contexts = new ContextOfRegistration(contexts, registrations::isOnline);
    this.gateIsWoven = gateIsWoven;
  }

  /** From now on instances say this of their warm-up. */
  public void warmUp(String text) {
    warmUp = text;
  }

  /** From now on instances say this of their agent. */
  public void announce(String text) {
    agent = text;
  }

  /** A NamingService was made, on this thread. */
  public void created(Object owner) {
    contexts.created(owner);
  }

  /** At {@code registerInstance} and {@code batchRegisterInstance}. */
  public Handler onRegister() {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object service, Object group, Object what)
          throws Throwable {
        if (ClientThread.isCurrent()) {
          return null;
        }
        lookForTheGate();
        announceWarmUp(owner, (String) service, what);
        announceAgent(owner, what);
        Registration asked =
            new Registration(
                owner,
                (String) service,
                (String) group,
                instances(owner, what),
                what instanceof List);
        asked = asked.in(contexts.of(asked));
        if (NacosClients.keepsOnePerService(owner)) {
          asked = asked.ofOnePerService();
        }
        if (registrations.delay(owner, asked)) {
          log.info("{} is registered as soon as the application is ready", asked);
          return SKIP;
        }
        return registrations.add(asked) ? null : SKIP;
      }
    };
  }

  /**
   * Something is registered that waits for no moment.
   *
   * @return false if it is refused
   */
  public boolean registers(Registration asked) {
    return registrations.add(asked.in(contexts.of(asked)));
  }

  /** Once: a gate that nothing passes holds nothing back, and nobody would notice. */
  private void lookForTheGate() {
    if (!looked) {
      looked = true;
      if (!gateIsWoven.getAsBoolean()) {
        log.warn(
            "this client registers, but none of its methods that send to Nacos is known: what is taken offline may"
                + " come back. Please report its version");
      }
    }
  }

  /** At {@code deregisterInstance} and {@code batchDeregisterInstance}. */
  public Handler onDeregister() {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object service, Object group, Object what)
          throws Throwable {
        if (ClientThread.isCurrent()) {
          return null;
        }
        ServiceName name = ServiceName.of((String) group, (String) service);
        List<RegisteredInstance> gone = instances(owner, what);
        return deregisters(owner, name, gone) ? null : SKIP;
      }
    };
  }

  /**
   * Something is deregistered.
   *
   * @return false if the agent has done it. A second request is useless, and takes seconds where
   *     Nacos is gone. What the agent has not done goes on: to deregister brings nothing back
   */
  public boolean deregisters(Object owner, ServiceName name, List<RegisteredInstance> gone) {
    if (registrations.withdraw(owner, name, gone)) {
      log.debug("{} is deregistered already", name);
      return false;
    }
    registrations.remove(owner, name, gone);
    return true;
  }

  /**
   * At {@code shutDown}. The client closes its connection or stops its beats, so there is nothing
   * left to deregister, and no way to do it.
   *
   * @param listener is told the NamingService
   */
  public Handler onClose(Consumer<Object> listener) {
    return new Handler() {
      @Override
      public Object enter(Object owner, Object a, Object b, Object c) {
        registrations.forget(owner);
        listener.accept(owner);
        return null;
      }
    };
  }

  private void announceWarmUp(Object owner, String service, Object what) throws Throwable {
    NacosHandles handles = warmUp == null ? null : NacosHandles.of(owner);
    if (handles != null) {
      for (Object instance : all(what)) {
        if (!handles.addMetadata(instance, WarmUp.KEY, warmUp)) {
          log.warn(
              "{} is registered without its warm-up: with it, its metadata would be longer than the {} characters"
                  + " that Nacos takes",
              service,
              NacosHandles.MOST_METADATA);
        }
      }
    }
  }

  /** Left out, without a word, where there is no room for it: nothing depends on it. */
  private void announceAgent(Object owner, Object what) throws Throwable {
    NacosHandles handles = agent == null ? null : NacosHandles.of(owner);
    if (handles != null) {
      for (Object instance : all(what)) {
        handles.addMetadata(instance, RegisteredInstance.AGENT, agent);
      }
    }
  }

  private List<RegisteredInstance> instances(Object owner, Object what) throws Throwable {
    NacosHandles handles = NacosHandles.of(owner);
    List<RegisteredInstance> instances = new ArrayList<>();
    if (handles != null) {
      for (Object instance : all(what)) {
        instances.add(handles.registered(instance));
      }
    }
    return instances;
  }

  /** One instance, or those of a batch. */
  private static List<?> all(Object what) {
    return what instanceof List ? (List<?>) what : Collections.singletonList(what);
  }
}
