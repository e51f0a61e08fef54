package io.github.nacosgraceful.context;

import static org.assertj.core.api.Assertions.assertThat;

import com.alibaba.cloud.nacos.registry.NacosServiceRegistry;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;

/** To whom it belongs what nobody does in a refresh. */
class UpContextsTest {

  private final Contexts contexts = new Contexts();

  @Test
  void knowTheOneWhoseWebServerListensThere() {
    FakeContext one = run(null, 8080);
    FakeContext other = run(null, 8081);
    assertThat(contexts.serving(Set.of(8081)).isWithin(other)).isTrue();
    assertThat(contexts.serving(Set.of(8080)).isWithin(one)).isTrue();
    assertThat(contexts.serving(Set.of(8082))).isNull();
    one.close();
    other.fail();
    assertThat(contexts.serving(Set.of(8080, 8081))).isNull();
  }

  /** What registers as a consumer has no port, nor has a context without a web server. */
  @Test
  void knowNoneWhoseWebServerListensNowhere() {
    run(null, 0);
    assertThat(contexts.serving(Set.of(0))).isNull();
  }

  @Test
  void areOverWhenAllWereClosed() {
    assertThat(contexts.areOver()).as("there was none").isFalse();
    FakeContext one = run(null, 8080);
    FakeContext other = run(null, 8081);
    one.close();
    assertThat(contexts.areOver()).isFalse();
    other.close();
    assertThat(contexts.areOver()).isTrue();
    run(null, 8082);
    assertThat(contexts.areOver()).isFalse();
  }

  @Test
  void knowTheOnlyApplicationWhereAServiceRegistryRegisters() {
    FakeContext bootstrap = run(null, 0);
    FakeContext application = run(bootstrap, 8080);
    new FakeContext(contexts, application, 0).refresh(); // of a Feign client
    FakeContext temporary = run(null, 0); // of a refresh of the configuration
    assertThat(registering()).as("there are two").isNull();
    temporary.close();
    assertThat(registering().isWithin(application)).isTrue();
    assertThat(contexts.registering()).as("no registry registers").isNull();
    application.close();
    bootstrap.close();
    assertThat(registering()).isNull();
  }

  @Test
  void knowWhichAreUp() {
    FakeContext application = run(null, 8080);
    SpringContext known = contexts.serving(Set.of(8080));
    assertThat(contexts.isUp(known)).isTrue();
    application.close();
    assertThat(contexts.isUp(known)).isFalse();
  }

  private SpringContext registering() {
    SpringContext[] found = new SpringContext[1];
    NacosServiceRegistry.register(() -> found[0] = contexts.registering());
    return found[0];
  }

  private FakeContext run(Object parent, int port) {
    FakeContext context = new FakeContext(contexts, parent, port);
    SpringApplication.run(context, () -> {});
    return context;
  }
}
