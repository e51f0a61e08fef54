package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The nodes are behind gateways that speak TLS over HTTP; a client checks their certificates. */
@Tag("faults")
class TlsIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  @TempDir static Path directory;

  private static Path authority;
  private static SSLContext valid;
  private static SSLContext expired;

  static Stream<With> clients() {
    return With.each("3.1 1.4.2", "3.1 3.1.1");
  }

  @BeforeAll
  static void makeCertificates() throws Exception {
    Certificates certificates = new Certificates(directory);
    authority = certificates.authority();
    valid = certificates.server(false);
    expired = certificates.server(true);
  }

  @ParameterizedTest
  @MethodSource("clients")
  void leavesOverTls(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      startOverTls(run);
      run.terminate().promisesGoneFrom(3);
    }
  }

  /** Client 3 registers over gRPC, and only asks the other nodes over HTTP. */
  @ParameterizedTest
  @MethodSource("clients")
  void theCertificateHasExpired(With with) throws Exception {
    try (FaultCase run = BED.begin(with)) {
      startOverTls(run);
      run.proxies().forEach(proxy -> proxy.tls(expired));
      Exit exit = run.terminate();
      exit.promises(
          any -> {
            if (with.hasClient1()) {
              exit.says("WARN", "NOT deregistered");
              assertThat(exit.handedOverMillis()).isLessThanOrEqualTo(4000);
            } else {
              exit.says("WARN", "deregistered", "not confirmed by");
              exit.failsNoCall();
            }
          });
    }
  }

  private static void startOverTls(FaultCase run) throws Exception {
    run.proxies().forEach(proxy -> proxy.tls(valid));
    run.jvm("-Dtls.enable=true")
        .jvm("-Dtls.client.authServer=true")
        .jvm("-Dtls.client.trustCertPath=" + authority)
        .startAndRegister();
  }
}
