/**
 * One package for each library that is hooked, all of one shape: its join points, its members, and
 * the class with the behaviour.
 *
 * <p>Runs on the threads of the library.
 *
 * <p>No package in here imports another one, but for the few pairs that are listed where the layers
 * are tested.
 */
package io.github.nacosgraceful.library;
