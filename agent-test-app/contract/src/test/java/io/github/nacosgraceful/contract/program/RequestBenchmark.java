package io.github.nacosgraceful.contract.program;

import io.github.nacosgraceful.bridge.Bridge;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.connector.CoyoteAdapter;
import org.apache.coyote.Request;
import org.apache.coyote.Response;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * What counting a request costs Tomcat: the four calls that the agent put into it, on a connector's
 * real request. Needs a JVM with the agent.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class RequestBenchmark {

  /** {@code CoyoteAdapter.ADAPTER_NOTES} */
  private static final int ADAPTER_NOTES = 1;

  // Constants, as they are in the classes that are woven.
  private static final int SERVICE = Points.of("tomcat.service");
  private static final int COMMIT = Points.of("tomcat.commit");
  private static final int ANSWER = Points.of("tomcat.answer");

  private CoyoteAdapter adapter;
  private Request request;
  private Response response;

  @Setup
  public void arrive() {
    Connector connector = new Connector();
    adapter = new CoyoteAdapter(connector);
    byte[] path = "/orders/17".getBytes(StandardCharsets.ISO_8859_1);
    request = new Request();
    request.requestURI().setBytes(path, 0, path.length);
    header("Host", "orders.example:8080");
    header("Accept", "application/json");
    header("Content-Type", "application/json");
    header("User-Agent", "Java/17.0.15");
    header("Connection", "keep-alive");
    header("Content-Length", "17");
    org.apache.catalina.connector.Request servletRequest =
        new org.apache.catalina.connector.Request(connector);
    servletRequest.setCoyoteRequest(request);
    request.setNote(ADAPTER_NOTES, servletRequest);
    response = new Response();
    response.setRequest(request);
    request.setResponse(response);
  }

  private void header(String name, String value) {
    byte[] bytes = value.getBytes(StandardCharsets.ISO_8859_1);
    request.getMimeHeaders().addValue(name).setBytes(bytes, 0, bytes.length);
  }

  @Benchmark
  public Object tomcatRequest() {
    Object entered = Bridge.enter(SERVICE, adapter, request, response, null);
    Bridge.enter(ANSWER, adapter, null, null, null); // nobody looks at it while nothing leaves
    Bridge.enter(COMMIT, response, null, null, null);
    Bridge.exit(SERVICE, entered, adapter, request);
    if (entered == null) {
      throw new IllegalStateException("this request was not counted: is the agent there?");
    }
    return entered;
  }
}
