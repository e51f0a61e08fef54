package io.github.nacosgraceful.silence;

import io.github.nacosgraceful.instance.HostPort;
import io.github.nacosgraceful.service.Service;
import io.github.nacosgraceful.service.Services;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** The addresses that calls were seen to go to of late. The sampler's alone. */
final class Places {

  /** More of them are not watched. */
  private static final int MOST = 1024;

  /** How often it is looked whose they are. */
  private static final long READ_EVERY = TimeUnit.SECONDS.toMillis(1);

  private static final long KEPT = TimeUnit.SECONDS.toMillis(60);

  private final Map<HostPort, Place> places = new HashMap<>();
  private final Map<Service, Pace> paces = new IdentityHashMap<>();
  private final Services services;
  private final Function<HostPort, Question> asks;
  private List<Service> known = new ArrayList<>();
  private long readAt = -READ_EVERY;

  Places(Services services, Function<HostPort, Question> asks) {
    this.services = services;
    this.asks = asks;
  }

  /**
   * @param address null for none
   * @return null if it is not watched
   */
  Place at(HostPort address, long now) {
    Place place = address == null ? null : places.get(address);
    if (place == null && address != null && places.size() < MOST) {
      place = new Place(address, new Inquiry(address, asks, now), now);
      place.isOf(pacesOf(address));
      places.put(address, place);
    }
    return place;
  }

  Collection<Place> all() {
    return places.values();
  }

  /** Now and again: instances come and go. */
  void refresh(long now) {
    if (now - readAt >= READ_EVERY) {
      readAt = now;
      known = new ArrayList<>(services.all().values());
      places.values().removeIf(place -> place.isUnusedFor(KEPT, now));
      for (Place place : places.values()) {
        place.isOf(pacesOf(place.address));
      }
    }
  }

  private List<Pace> pacesOf(HostPort address) {
    List<Pace> found = new ArrayList<>();
    for (Service service : known) {
      if (service.lists(address)) {
        found.add(paces.computeIfAbsent(service, any -> new Pace()));
      }
    }
    return found;
  }
}
