package io.github.nacosgraceful.rollout;

import java.nio.file.Path;
import java.util.List;

/**
 * A JVM, and how it is started.
 *
 * @param arguments of the application
 */
record Jdk(String name, Path executable, List<String> options, List<String> arguments) {}
