package io.github.nacosgraceful.faults.program;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/**
 * Answers its port at {@code /work}, as {@link WorkServer} does, through a server that the agent
 * knows: its requests are counted, and its answers say goodbye.
 */
final class TomcatServer {

  private TomcatServer() {}

  static void start(int port) throws LifecycleException {
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(System.getProperty("user.home"));
    Connector connector = new Connector();
    connector.setProperty("address", "127.0.0.1");
    connector.setPort(port);
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", null);
    Tomcat.addServlet(context, "work", new Work(port));
    context.addServletMappingDecoded("/work", "work");
    tomcat.start();
  }

  private static final class Work extends HttpServlet {

    private static final long serialVersionUID = 1;

    private final byte[] body;

    Work(int port) {
      body = Integer.toString(port).getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
        throws IOException {
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
    }
  }
}
