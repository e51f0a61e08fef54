/**
 * What is left to do in a JVM that runs already: finds what was made before the agent came, and
 * tells the hooks of it.
 *
 * <p>Runs once, on the thread that attaches. It reads fields of the application and calls none of
 * its methods.
 *
 * <p>May import {@code bridge}, {@code member} and the parts of the libraries whose objects it
 * looks for.
 */
package io.github.nacosgraceful.late;
