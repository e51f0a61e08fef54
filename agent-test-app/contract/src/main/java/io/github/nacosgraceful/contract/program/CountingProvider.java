package io.github.nacosgraceful.contract.program;

import com.sun.net.httpserver.HttpServer;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/**
 * A provider in a process of its own, which can be killed. It says of each request that it has got
 * what the body was, and then answers, unless the body says that it is {@link #HELD}.
 */
public final class CountingProvider {

  /** The body of a request that is never answered. */
  static final String HELD = "held";

  private static final String HOST = "127.0.0.1";

  private final Process process;
  private final List<String> got = new CopyOnWriteArrayList<>();
  private final String address;

  private CountingProvider(Process process, BufferedReader said) throws IOException {
    this.process = process;
    address = HOST + ":" + said.readLine();
    Thread reader = new Thread(() -> said.lines().forEach(got::add));
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one, and returns when it listens. */
  static CountingProvider start() throws IOException {
    Process process =
        new ProcessBuilder(
                System.getProperty("java.home") + File.separator + "bin" + File.separator + "java",
                "-Xmx32m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-classpath",
                System.getProperty("java.class.path"),
                CountingProvider.class.getName())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    return new CountingProvider(
        process, new BufferedReader(new InputStreamReader(process.getInputStream())));
  }

  String address() {
    return address;
  }

  /** How many requests with this body have reached it. */
  long got(String body) {
    return got.stream().filter(body::equals).count();
  }

  /** SIGKILL; returns when it has ended. */
  void kill() throws InterruptedException {
    process.toHandle().destroyForcibly(); // unlike the process itself, it leaves what was said
    process.waitFor();
  }

  public static void main(String[] arguments) throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getByName(HOST), 0), 0);
    server.createContext(
        "/",
        exchange -> {
          String body =
              new BufferedReader(new InputStreamReader(exchange.getRequestBody())).readLine();
          System.out.println(body);
          if (HELD.equals(body)) {
            hold();
          }
          exchange.sendResponseHeaders(200, 2);
          exchange.getResponseBody().write("ok".getBytes());
          exchange.close();
        });
    server.setExecutor(Executors.newCachedThreadPool());
    server.start();
    System.out.println(server.getAddress().getPort());
  }

  private static synchronized void hold() throws IOException {
    try {
      CountingProvider.class.wait();
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
