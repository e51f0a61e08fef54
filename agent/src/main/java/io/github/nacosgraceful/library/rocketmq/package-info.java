/**
 * RocketMQ: while the process leaves, its push consumers fetch nothing, and begin nothing that they
 * have fetched; their messages are counted.
 *
 * <p>Messages are handled on the threads of the consumers.
 *
 * <p>May import {@code intake}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.rocketmq;
