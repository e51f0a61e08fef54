/**
 * What a part is: one thing that the agent does in one library, with its switch, its join points,
 * what is behind them, and the members that it needs; and what all parts share.
 *
 * <p>The join points are read on the thread {@code main}, so without lambdas. A part is connected
 * once, inside class loading, when the first of its classes is about to be woven.
 *
 * <p>May import the tools, and the packages that parts share. It knows no library.
 */
package io.github.nacosgraceful.part;
