/**
 * Spring contexts 5 to 7: where they come up and go down.
 *
 * <p>Runs on the threads that refresh and close them.
 *
 * <p>May import {@code context}, {@code leaving}, {@code intake}, {@code traffic}, {@code
 * library.tomcat} for web applications that stop, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.spring;
