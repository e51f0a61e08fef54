/**
 * The known causes: a class for each, from facts to findings.
 *
 * <p>Runs on one thread, when everything has been found out.
 *
 * <p>May import {@code doctor.fact} and {@code config}. A cause asks nobody, and has no state.
 */
package io.github.nacosgraceful.doctor.cause;
