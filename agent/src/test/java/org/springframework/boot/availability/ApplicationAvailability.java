package org.springframework.boot.availability;

/** As in Spring Boot 2.3 and newer. */
public interface ApplicationAvailability {

  ReadinessState getReadinessState();

  <S extends AvailabilityState> AvailabilityChangeEvent<S> getLastChangeEvent(Class<S> stateType);
}
