/**
 * What {@code java -jar nacos-graceful-agent.jar} runs: one class for each command.
 *
 * <p>Runs in a JVM of its own, on the thread {@code main}. Its output goes to the terminal and not
 * to the log.
 *
 * <p>May import {@code remote}, {@code doctor}, {@code instance}, the tools, picocli and Gson; and
 * {@code Agent}, for what it answers to the command that attaches it.
 */
package io.github.nacosgraceful.command;
