package io.github.nacosgraceful.launchers.program;

import com.alibaba.nacos.api.exception.NacosException;
import com.alibaba.nacos.api.naming.NamingService;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/** {@link NamingProgram} in a bundle. */
public final class NamingActivator implements BundleActivator {

  private NamingService naming;

  @Override
  public void start(BundleContext context) throws NacosException {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    // The client looks for its parts there.
    thread.setContextClassLoader(NamingActivator.class.getClassLoader());
    try {
      naming = NamingProgram.register();
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  @Override
  public void stop(BundleContext context) throws NacosException {
    naming.shutDown();
  }
}
