/**
 * Puts the agent together: what the application's {@code main} waits for, what is done beside it,
 * and the list of everything that the agent touches.
 *
 * <p>Runs on the thread {@code main}, with as few classes as possible and without lambdas; then on
 * {@code nacos-graceful-start}. In a JVM that runs already, on the thread that attaches.
 *
 * <p>The top floor: may import every other package, and none imports it.
 */
package io.github.nacosgraceful.start;
