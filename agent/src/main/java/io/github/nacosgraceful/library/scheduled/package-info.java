/**
 * Methods with Spring's {@code @Scheduled}: while the process leaves, none of them begins.
 *
 * <p>Runs on the threads of the application's scheduler.
 *
 * <p>May import {@code intake}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.scheduled;
