/**
 * Quartz: while the process leaves, its schedulers stand by, and their jobs are counted.
 *
 * <p>Jobs run on the threads of the scheduler.
 *
 * <p>May import {@code intake}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.quartz;
