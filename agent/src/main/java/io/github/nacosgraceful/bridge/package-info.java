/**
 * What woven code calls, and the class loader that hides all the rest of the agent.
 *
 * <p>Runs on the application's threads. It never throws, and allocates nothing unless there is a
 * security manager.
 *
 * <p>Seen by the application's class loaders, so it imports the JDK alone, and names nothing else
 * in a signature.
 */
package io.github.nacosgraceful.bridge;
