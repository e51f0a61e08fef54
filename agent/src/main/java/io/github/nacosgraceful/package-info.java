/**
 * The entry points of the jar: {@code premain}, {@code agentmain} and {@code main}. The packages
 * below are the chapters of {@code docs/how-it-works.md}, which also says in which order to read
 * them.
 *
 * <p>Runs on the application's thread {@code main} before its own code, on the thread that the JVM
 * keeps for attaching, or as the {@code main} of a command.
 *
 * <p>Loaded by the system class loader, so it imports {@code bridge} and the JDK alone. Where
 * another package says <em>the tools</em>, it means {@code bridge}, {@code install}, {@code weave},
 * {@code member}, {@code config}, {@code thread}, {@code log}, and the interface of slf4j's logger.
 */
package io.github.nacosgraceful;
