package org.springframework.core.env;

/** As much of Spring's own as tests need. */
public interface PropertyResolver {
  String getProperty(String name);
}
