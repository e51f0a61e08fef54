package io.github.nacosgraceful.nacos;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The handles of each Nacos client in this JVM, by the class loader of its classes. They live as
 * long as the class.
 */
final class NacosClients {

  private static final Logger log = LoggerFactory.getLogger(NacosClients.class);

  private final ClassValue<NacosHandles> handles =
      new ClassValue<NacosHandles>() {
        @Override
        protected NacosHandles computeValue(Class<?> namingService) {
          try {
            return new NacosHandles(namingService.getClassLoader());
          } catch (ReflectiveOperationException | LinkageError e) {
            log.warn(
                "leaving is off in {}: this Nacos client has no {}. Instances leave as they do without the agent;"
                    + " see docs/supported-versions.md",
                namingService.getClassLoader(),
                e.getMessage());
            return null;
          }
        }
      };

  /** Null if this client has not what the agent needs; a line was logged once. */
  NacosHandles of(Object namingService) {
    return handles.get(namingService.getClass());
  }
}
