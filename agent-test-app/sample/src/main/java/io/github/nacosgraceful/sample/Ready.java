package io.github.nacosgraceful.sample;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The readiness probe: 503 until the application has started, then 200. */
@RestController
class Ready {

  private volatile boolean ready;

  @EventListener(ApplicationReadyEvent.class)
  void started() {
    ready = true;
  }

  @GetMapping("/ready")
  ResponseEntity<String> ready() {
    return ready
        ? ResponseEntity.ok("ready")
        : ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).body("starting");
  }
}
