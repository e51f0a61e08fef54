/**
 * What Nacos has told this process of each service: its epoch, its last reports, and which
 * instances warm up.
 *
 * <p>Written on threads of the Nacos client, which must not wait; read on the threads that pick,
 * where it allocates nothing.
 *
 * <p>May import {@code instance} and {@code thread}. It knows neither the Nacos client nor a
 * balancer.
 */
package io.github.nacosgraceful.service;
