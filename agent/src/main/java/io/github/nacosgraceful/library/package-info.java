/**
 * One package for each library that is hooked, all of one shape: its join points, its members, and
 * the class with the behaviour.
 *
 * <p>Runs on the threads of the library.
 *
 * <p>Each may import {@code part}, the tools, and what it names itself. None imports another
 * package in here, but for {@code websocket}, which the servers share, and for {@code tomcat},
 * whose web applications stop as contexts do.
 */
package io.github.nacosgraceful.library;
