/**
 * What is left to do in a JVM that runs already: finds what was made before the agent came, and
 * tells the hooks of it.
 *
 * <p>Runs once, on the thread that attaches. It reads fields of the application and calls none of
 * its methods.
 *
 * <p>May import {@code part} and the tools. It knows no library: each part arms what was found of
 * its own.
 */
package io.github.nacosgraceful.late;
