/**
 * How operators reach the agent: the HTTP server on the loopback interface, its page, the MBean,
 * and the readiness file.
 *
 * <p>Runs on a few daemon threads of its own, and on those of JMX.
 *
 * <p>May import {@code status}, {@code joining}, {@code change} and the tools. {@code
 * com.sun.net.httpserver} and the MBean are here and nowhere else, and not touched before the
 * application has had its say.
 */
package io.github.nacosgraceful.endpoint;
