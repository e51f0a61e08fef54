package io.github.nacosgraceful.departure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.nacosgraceful.config.Verify;
import io.github.nacosgraceful.instance.Instances;
import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.nacos.FakeNamingService;
import io.github.nacosgraceful.registry.Gate;
import io.github.nacosgraceful.thread.FakeScheduler;
import io.github.nacosgraceful.thread.ThreadLimit;
import java.util.Collections;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DeparturesTest {

  private final FakeScheduler time = new FakeScheduler();

  @AfterEach
  void close() {
    time.close();
  }

  /** The process goes on, and whoever closes the context deregisters by itself. */
  @Test
  void leaveNothingBehindWhereNoThreadIsToBeHad() {
    FakeNamingService service = new FakeNamingService.Plain();
    Registration registration =
        new Registration(
            service, "orders", "G", Collections.singletonList(Instances.at(8080)), false);
    Departures departures = new Departures(3000, Verify.ALL, new Gate(time), new ThreadLimit(time));
    assertThatThrownBy(() -> departures.begin(Collections.singletonList(registration), time.now()))
        .isInstanceOf(OutOfMemoryError.class);
    time.advance(60_000); // throws what is still tried
    assertThat(service.calls).isEmpty();
  }
}
