package org.springframework.context;

/** The type by which Spring Boot publishes. */
public interface ApplicationContext {}
