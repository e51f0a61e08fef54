/**
 * Outbound calls, and the lists that balancers read: tells {@code suspect} which calls cannot
 * connect, and leaves suspects out.
 *
 * <p>Runs on the threads that call and read. It does nothing more than look while no call fails and
 * nothing is suspected.
 *
 * <p>May import {@code reroute}, {@code suspect}, {@code instance}, {@code part} and the tools.
 */
package io.github.nacosgraceful.library.calls;
