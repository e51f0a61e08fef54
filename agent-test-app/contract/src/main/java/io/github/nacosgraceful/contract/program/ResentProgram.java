package io.github.nacosgraceful.contract.program;

import feign.Client;
import feign.Request;
import feign.Response;
import feign.Util;
import java.io.IOException;
import java.net.ConnectException;
import java.util.Collections;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A POST of Feign through Spring Cloud LoadBalancer is being served when its provider is killed.
 * Its argument says which client is below: some of them send the call again on a new connection,
 * which is refused then. Prints how many such calls there were, how many were answered, how many
 * ended with a connection that was refused, and how many requests there were of them at all
 * providers.
 */
public final class ResentProgram {

  private static final int CALLS = 2;

  /** A connection that is reset, and does not just end, is no reason to send it again. */
  private static final int MOST_CALLS = 8;

  /** Java's connection sends no body again that it has not kept. */
  private static final boolean BUFFERED = false;

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(20);
  private static final Request.Options OPTIONS =
      new Request.Options(2, TimeUnit.SECONDS, 5, TimeUnit.SECONDS, true);

  private final NacosMemory nacos = new NacosMemory();
  private final CallingContext context =
      new CallingContext(new Discovery(nacos), Collections.emptyMap());
  private final Client client;
  private int answered;
  private int refused;
  private int requests;

  private ResentProgram(Client below) throws ReflectiveOperationException {
    client =
        (Client)
            context.make(
                "org.springframework.cloud.openfeign.loadbalancer.FeignBlockingLoadBalancerClient",
                below);
  }

  public static void main(String[] arguments) {
    Program.runAndExit(
        () -> {
          String type = arguments[0];
          ResentProgram program =
              new ResentProgram(
                  type.equals("feign.Client$Default")
                      ? new Client.Default(null, null, BUFFERED)
                      : (Client) Class.forName(type).getConstructor().newInstance());
          int calls = 0;
          while (calls < CALLS || calls < MOST_CALLS && program.refused == 0) {
            program.call("orders-" + ++calls);
          }
          System.out.printf(
              "resent calls=%d answered=%d refused=%d requests=%d%n",
              calls, program.answered, program.refused, program.requests);
        });
  }

  private void call(String service) throws Exception {
    CountingProvider first = CountingProvider.start();
    CountingProvider second = CountingProvider.start();
    try {
      nacos.push(service, first.address(), second.address());
      keepConnections(service, first, second);
      Thread call = new Thread(() -> hold(service));
      call.start();
      CountingProvider serving = whoever(CountingProvider.HELD, first, second);
      serving.kill();
      call.join();
      postToTheOther(service);
      whoever("last", first, second);
      requests += first.got(CountingProvider.HELD) + second.got(CountingProvider.HELD);
    } finally {
      first.kill();
      second.kill();
    }
  }

  private void keepConnections(String service, CountingProvider... providers) throws IOException {
    for (int i = 0; i < 10 * providers.length; i++) {
      post(service, "kept");
    }
    for (CountingProvider provider : providers) {
      whoever("kept", provider);
    }
  }

  private void hold(String service) {
    try {
      post(service, CountingProvider.HELD);
      answered++;
    } catch (IOException failed) {
      System.err.println("failed: " + failed);
      refused += failed instanceof ConnectException ? 1 : 0;
    }
  }

  /** When it has got this, it has got all that came before. */
  private void postToTheOther(String service) throws IOException {
    try {
      post(service, "last");
    } catch (ConnectException toTheFirst) {
      post(service, "last");
    }
  }

  private static CountingProvider whoever(String gotThis, CountingProvider... providers) {
    for (long begin = System.nanoTime(); System.nanoTime() - begin < PATIENCE; ) {
      for (CountingProvider provider : providers) {
        if (provider.got(gotThis) > 0) {
          return provider;
        }
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
    }
    throw new IllegalStateException("nobody got " + gotThis);
  }

  private void post(String service, String body) throws IOException {
    Request request =
        Request.create(
            Request.HttpMethod.POST,
            "http://" + service + "/work",
            Collections.emptyMap(),
            body.getBytes(),
            Util.UTF_8,
            null);
    try (Response response = client.execute(request, OPTIONS)) {
      Util.toByteArray(response.body().asInputStream()); // so that the connection is kept
    }
  }
}
