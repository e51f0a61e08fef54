/**
 * The Nacos client 1 to 3: its public API through handles, its inside by reflection, and the names
 * of its join points.
 *
 * <p>Runs on the thread that asks. Calls may hang for as long as the client does, 50 s in client 1,
 * so callers bring a thread of the agent.
 *
 * <p>May import {@code instance}, {@code http} and the tools. It decides nothing: the packages
 * above know when to call what.
 */
package io.github.nacosgraceful.nacos;
