/**
 * What a part is: one thing that the agent does in one library, with its switch, its join points,
 * what is behind them, and the members that it needs; and what all parts share.
 *
 * <p>The join points are read on the thread {@code main}, so without lambdas. A part is connected
 * once, inside class loading, when the first of its classes is about to be woven.
 *
 * <p>May import the tools, and what it hands to the parts: {@code leaving}, {@code departure},
 * {@code registry}, {@code service}, {@code intake}, {@code traffic}, {@code context} and {@code
 * status}. It knows no library.
 */
package io.github.nacosgraceful.part;
