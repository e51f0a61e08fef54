/**
 * Spring Cloud Alibaba: the fixed wait at shutdown, which does not come on top of a drain.
 *
 * <p>Runs on the thread that closes the context.
 *
 * <p>May import {@code part} and the tools.
 */
package io.github.nacosgraceful.library.alibaba;
