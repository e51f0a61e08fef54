package org.springframework.boot.availability;

/** As in Spring Boot 2.3 and newer. */
public interface AvailabilityState {}
