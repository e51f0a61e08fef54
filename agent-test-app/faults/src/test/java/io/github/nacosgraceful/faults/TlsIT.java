package io.github.nacosgraceful.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.faults.FaultCase.Outcome;
import java.nio.file.Path;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The nodes are behind gateways that speak TLS over HTTP; a client checks their certificates. */
@Tag("faults")
class TlsIT {

  @RegisterExtension static final FaultBed BED = new FaultBed();

  @TempDir static Path directory;

  private static Path authority;
  private static SSLContext valid;
  private static SSLContext expired;

  @BeforeAll
  static void makeCertificates() throws Exception {
    Certificates certificates = new Certificates(directory);
    authority = certificates.authority();
    valid = certificates.server(false);
    expired = certificates.server(true);
  }

  @ParameterizedTest(name = "client {0}, agent: {1}")
  @CsvSource({"1.4.2, false", "1.4.2, true", "3.1.1, false", "3.1.1, true"})
  void leavesOverTls(String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("leavesOverTls", "3.1", client, agent)) {
      startOverTls(run);
      Outcome outcome = run.terminate();
      if (agent) {
        assertThat(outcome.summary()).contains("INFO", "gone from 3 nodes", "suppressed errors 0");
        assertThat(outcome.failedCalls()).isZero();
      }
    }
  }

  /** Client 3 registers over gRPC, and only asks the other nodes over HTTP. */
  @ParameterizedTest(name = "client {0}, agent: {1}")
  @CsvSource({"1.4.2, false", "1.4.2, true", "3.1.1, false", "3.1.1, true"})
  void theCertificateHasExpired(String client, boolean agent) throws Exception {
    try (FaultCase run = BED.begin("theCertificateHasExpired", "3.1", client, agent)) {
      startOverTls(run);
      run.proxies().forEach(proxy -> proxy.tls(expired));
      Outcome outcome = run.terminate();
      if (agent && client.startsWith("1.")) {
        assertThat(outcome.summary()).contains("WARN", "NOT deregistered", "suppressed errors 0");
        assertThat(outcome.handedOverMillis()).isLessThanOrEqualTo(4000);
      } else if (agent) {
        assertThat(outcome.summary()).contains("WARN", "deregistered", "not confirmed by");
        assertThat(outcome.failedCalls()).isZero();
      }
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
