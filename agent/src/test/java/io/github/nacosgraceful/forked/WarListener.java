package io.github.nacosgraceful.forked;

import com.alibaba.nacos.api.naming.pojo.Instance;
import com.alibaba.nacos.client.naming.NacosNamingService;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import org.springframework.context.support.AbstractApplicationContext;

/** What Spring's ContextLoaderListener does in a war: a context as long as the web application. */
public final class WarListener implements ServletContextListener {

  private AbstractApplicationContext context;

  @Override
  public void contextInitialized(ServletContextEvent event) {
    String path = event.getServletContext().getContextPath();
    NacosNamingService naming = new NacosNamingService();
    String service = path.substring(1);
    context =
        new AbstractApplicationContext(
            path,
            () -> naming.registerInstance(service, "DEFAULT_GROUP", instance()),
            () -> naming.deregisterInstance(service, "DEFAULT_GROUP", instance()));
    context.refresh();
  }

  @Override
  public void contextDestroyed(ServletContextEvent event) {
    String path = event.getServletContext().getContextPath();
    System.out.println("destroying " + path + ", it answers " + TomcatApp.status(path));
    context.close();
  }

  private static Instance instance() {
    Instance instance = new Instance();
    instance.setIp("127.0.0.1");
    instance.setPort(TomcatApp.port());
    return instance;
  }
}
