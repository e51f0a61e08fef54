/**
 * {@code java -jar nacos-graceful-agent.jar doctor}: asks every node of Nacos and every instance of
 * a service, and says which of the known causes apply.
 *
 * <p>To add a cause: one class that is a {@link io.github.nacosgraceful.doctor.cause.Check}, and
 * its line in {@link io.github.nacosgraceful.doctor.cause.Checks}.
 */
package io.github.nacosgraceful.doctor;
