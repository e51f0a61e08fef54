/**
 * XXL-JOB: while the process leaves, its executor is not registered with its admin, and refuses
 * what the admin sends all the same.
 *
 * <p>Runs on the threads of the executor's server; jobs run on threads of their own.
 *
 * <p>May import {@code intake}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.xxljob;
