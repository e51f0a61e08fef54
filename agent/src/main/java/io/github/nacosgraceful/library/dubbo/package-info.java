/**
 * Dubbo 2.7.3 and newer: counts the calls that its services serve, and the streams of triple.
 *
 * <p>Runs on Dubbo's and Netty's threads.
 *
 * <p>May import {@code traffic}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.dubbo;
