/**
 * What this process has registered, what waits for its moment or is offline, and the gate in front
 * of the wire.
 *
 * <p>Runs on the threads of the application and of the Nacos client that register, beat and redo.
 * It takes short locks and waits for no server; what is delayed is registered by a thread of the
 * agent.
 *
 * <p>May import {@code instance}, {@code goodbye}, {@code traffic}, {@code context}, {@code
 * service}, {@code nacos} and the tools.
 */
package io.github.nacosgraceful.registry;
