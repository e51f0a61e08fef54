package org.springframework.boot.availability;

/** As in Spring Boot 2.3 and newer. */
public enum ReadinessState implements AvailabilityState {
  ACCEPTING_TRAFFIC,
  REFUSING_TRAFFIC
}
