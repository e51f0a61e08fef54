package io.github.nacosgraceful.rollout;

import io.github.nacosgraceful.testbed.Ports;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * A real nginx in front of two applications, which keeps connections to both and never changes its
 * mind: a call that one of them refuses is made at the other. Its program is named by {@code
 * -Dnginx}; without that, nothing is tested with it.
 */
final class Nginx implements AutoCloseable {

  /** Of nginx, as a package has it or {@code dpkg -x} has unpacked it. */
  static final String PROGRAM = "nginx";

  private static final String CONFIGURATION =
      """
      daemon off; pid %1$s/pid; error_log %1$s/error.log;
      events { worker_connections 512; }
      http {
        access_log off; client_body_temp_path %1$s/body; proxy_temp_path %1$s/proxy;
        fastcgi_temp_path %1$s/fastcgi; uwsgi_temp_path %1$s/uwsgi; scgi_temp_path %1$s/scgi;
        upstream both {
          server 127.0.0.1:%3$d max_fails=0; server 127.0.0.1:%4$d max_fails=0; keepalive 16;
        }
        server {
          listen 127.0.0.1:%2$d;
          location / {
            proxy_pass http://both; proxy_http_version 1.1; proxy_set_header Connection "";
          }
        }
      }
      """;

  private final int port = Ports.application();
  private final Process process;

  /**
   * @param folder for what it writes, which may be there
   */
  Nginx(Path folder, int oneTarget, int otherTarget) {
    try {
      Path configuration = Files.createDirectories(folder).resolve("nginx.conf");
      Files.writeString(
          configuration, CONFIGURATION.formatted(folder, port, oneTarget, otherTarget));
      process =
          new ProcessBuilder(System.getProperty(PROGRAM), "-c", configuration.toString())
              .redirectErrorStream(true)
              .redirectOutput(folder.resolve("out.log").toFile())
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  int port() {
    return port;
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
  }
}
