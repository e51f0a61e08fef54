/**
 * Which Spring contexts come up and go down, and whether {@code SpringApplication.run} is still on
 * the way.
 *
 * <p>Runs on the application's threads that refresh and close contexts.
 *
 * <p>May import {@code bridge}, {@code log} and slf4j. It is not compiled against Spring, and holds
 * contexts weakly or for the time of one call.
 */
package io.github.nacosgraceful.context;
