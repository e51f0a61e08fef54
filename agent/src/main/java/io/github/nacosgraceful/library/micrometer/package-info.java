/**
 * Micrometer: the global registry gets the agent's measures.
 *
 * <p>Fed by a thread of the agent; read on whatever thread asks the registry.
 *
 * <p>May import {@code status}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.micrometer;
