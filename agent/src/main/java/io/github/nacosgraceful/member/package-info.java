/**
 * Members of classes that the agent is not compiled against: found all or none for each class, and
 * kept as long as that class lives.
 *
 * <p>Runs on any thread. What a request or a pick calls allocates nothing.
 *
 * <p>May import the JDK, slf4j and {@code log} alone.
 */
package io.github.nacosgraceful.member;
