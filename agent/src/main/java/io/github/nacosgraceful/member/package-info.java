/**
 * Members of classes that the agent is not compiled against: found all or none for each class, and
 * kept as long as that class lives.
 *
 * <p>Runs on any thread. What a request or a pick calls allocates nothing.
 *
 * <p>May import the JDK and slf4j alone.
 */
package io.github.nacosgraceful.member;
