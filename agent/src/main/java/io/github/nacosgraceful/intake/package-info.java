/**
 * What this process works on without being called: messages of listeners, and jobs. Which sources
 * of it there are, how many of their messages and jobs are under way, and how they are told to take
 * nothing new, and to take again.
 *
 * <p>Messages and jobs are counted on the application's threads, which allocates nothing. Sources
 * are stopped and started on threads of the agent, which may hang with them.
 *
 * <p>May import {@code context} and the tools. It knows no library: each has a {@link
 * io.github.nacosgraceful.intake.SourceType}.
 */
package io.github.nacosgraceful.intake;
