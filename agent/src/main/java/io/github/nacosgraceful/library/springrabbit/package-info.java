/**
 * Spring AMQP for RabbitMQ: its containers of listeners stop with the first step of a shutdown, and
 * their messages are counted.
 *
 * <p>Messages are handled on the threads of the containers, or of the RabbitMQ client.
 *
 * <p>May import {@code intake}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.springrabbit;
