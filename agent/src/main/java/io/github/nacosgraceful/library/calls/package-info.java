/**
 * Outbound calls, and the lists that balancers read: tells {@code suspect} which calls cannot
 * connect and which answers say goodbye, and {@code silence} when each call begins and ends; and
 * leaves suspects out.
 *
 * <p>Runs on the threads that call and read. It does nothing more than look while no call fails and
 * nothing is suspected.
 *
 * <p>May import {@code reroute}, {@code suspect}, {@code silence}, {@code instance}, {@code part}
 * and the tools.
 */
package io.github.nacosgraceful.library.calls;
