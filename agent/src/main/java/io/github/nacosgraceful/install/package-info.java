/**
 * Sees every class that is loaded, has those woven that a hook names, and notes what became of the
 * hooks of each part and which errors of the agent the application did not see.
 *
 * <p>Runs on whatever thread loads a hooked class, inside class loading: it waits for nothing of
 * the application and takes no lock of the application's.
 *
 * <p>May import {@code weave}, {@code bridge}, {@code log} and slf4j. It knows neither a part nor a
 * library.
 */
package io.github.nacosgraceful.install;
