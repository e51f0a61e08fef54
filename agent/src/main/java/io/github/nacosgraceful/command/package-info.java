/**
 * What {@code java -jar nacos-graceful-agent.jar} runs: one class for each command.
 *
 * <p>Runs in a JVM of its own, on the thread {@code main}. Its output goes to the terminal and not
 * to the log.
 *
 * <p>May import {@code remote}, {@code doctor}, {@code config}, picocli and Gson.
 */
package io.github.nacosgraceful.command;
