package io.github.nacosgraceful.library.nacos;

import io.github.nacosgraceful.bridge.Handler;
import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.instance.RegisteredInstance;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.ClientThread;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.registry.RegistrationHandlers;
import java.util.ArrayList;
import java.util.List;

/**
 * What runs where the client of the AI registry sends a request: the endpoints of MCP servers and
 * A2A agents are registrations like all others, and what is offline is held back. Runs on the
 * application's threads and on those of the client's redo; those of the agent pass.
 */
final class AiHandlers {

  private static final Object SKIP = Boolean.TRUE;

  /** Set while the client itself does once more what was asked for before. */
  private final ThreadLocal<Boolean> redoing = new ThreadLocal<>();

  private final RegistrationHandlers registrations;
  private final Handler gate;

  AiHandlers(RegistrationHandlers registrations, Gate gate) {
    this.registrations = registrations;
    this.gate = gate.onWire();
  }

  /** A client was made, on this thread. */
  Handler onCreated() {
    return new Handler() {
      @Override
      public void exit(Object none, Object client, Object a) {
        registrations.created(client);
      }
    };
  }

  /** The client's redo task begins, and has ended. */
  Handler onRedo() {
    return new Handler() {
      @Override
      public Object enter(Object task, Object a, Object b, Object c) {
        redoing.set(Boolean.TRUE);
        return null;
      }

      @Override
      public void exit(Object none, Object task, Object a) {
        redoing.remove();
      }
    };
  }

  /** A request is sent; what enter gives, if not null, keeps it back. */
  Handler onRequest() {
    return new Handler() {
      @Override
      public Object enter(Object client, Object request, Object b, Object c) throws Throwable {
        if (!AiRequests.isAboutEndpoints(request)) {
          return null;
        }
        Registration asked = AiRequests.registration(client, request);
        boolean isWish = !ClientThread.isCurrent() && redoing.get() == null;
        if (!AiRequests.isRegistration(request)) {
          return isWish && !registrations.deregisters(client, asked.name(), asked.instances)
              ? SKIP
              : null;
        }
        return isWish && !registrations.registers(asked)
            ? SKIP
            : gate.enter(client, asked.service, asked.group, onWire(asked));
      }

      @Override
      public void exit(Object skipped, Object client, Object request) throws Throwable {
        if (skipped == null
            && AiRequests.isAboutEndpoints(request)
            && AiRequests.isRegistration(request)) {
          gate.exit(null, client, request);
        }
      }
    };
  }

  private static List<Endpoint> onWire(Registration asked) {
    List<Endpoint> endpoints = new ArrayList<>();
    for (RegisteredInstance instance : asked.instances) {
      endpoints.add(new Endpoint(asked.service, instance.at.hostPort()));
    }
    return endpoints;
  }

  /** As the gate reads what goes to a server. */
  public static final class Endpoint {

    private final String service;
    private final HostPort at;

    Endpoint(String service, HostPort at) {
      this.service = service;
      this.at = at;
    }

    public String getServiceName() {
      return service;
    }

    public String getIp() {
      return at.host;
    }

    public int getPort() {
      return at.port;
    }
  }
}
