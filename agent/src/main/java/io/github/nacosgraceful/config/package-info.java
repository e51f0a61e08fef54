/**
 * The options: their names, forms, defaults and documentation, and the values of this JVM.
 *
 * <p>Read once, on the thread {@code main} before the application's own code, hence without
 * lambdas. Immutable from then on, for any thread.
 *
 * <p>May import the level of the log, and the JDK but for what the application may want to choose
 * first.
 */
package io.github.nacosgraceful.config;
