package io.github.nacosgraceful.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.nacosgraceful.testbed.Workspace;
import java.time.Duration;
import java.util.List;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What whoever opens the page sees of a status, and of one that changes. */
@Tag("browser")
class PageIT {

  private static final int DESKTOP = 1000;
  private static final int PHONE = 360;

  /** The page asks each second, on a machine that others use too. */
  private static final Duration SOON = Duration.ofSeconds(20);

  private static final Workspace WORKSPACE = Workspace.find("browser");
  private static Browser browser;
  private StatusServer server;

  @BeforeAll
  static void startBrowser() throws Exception {
    browser = Browser.start(WORKSPACE);
  }

  @AfterAll
  static void stopBrowser() {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void startServer() throws Exception {
    server = new StatusServer(WORKSPACE);
  }

  /** Beside requests that fail: a violation of the page's policy, or an error in a script. */
  @AfterEach
  void stopServer() {
    server.close();
    assertThat(browser.complaints()).allMatch(line -> line.contains("Failed to load resource"));
  }

  @Test
  void showsWhatTheStatusSays() {
    open(DESKTOP);

    assertThat(browser.title()).isEqualTo("online · provider · nacos-graceful-agent");
    assertThat(browser.text("#process")).startsWith("0.1.0 in process 4711 on Java 17.0.15, ");
    assertThat(browser.text("#state")).startsWith("Online. Nacos lists this process");
    assertThat(browser.text("#registrations"))
        .contains(
            "provider",
            "online since 9 min ago · DEFAULT_GROUP · namespace public",
            "127.0.0.1:19001 cluster DEFAULT, ephemeral",
            "node 127.0.0.1:8848 lists it",
            "node 127.0.0.1:8858 not known: Connection refused");
    assertThat(browser.text("#drains"))
        .contains("Offline", "gone from 1 node\n491 ms", "over\n1.00 s", "in flight 0");
    assertThat(browser.text("#services")).contains("stock", "127.0.0.1:19002", "3 s ago");
    assertThat(browser.text("#traffic"))
        .contains("In flight\n2", "1 event stream", "123 ms ago", "5 ms on average", "1,234");
    assertThat(browser.text("#hooks"))
        .startsWith("dubbo is off in app")
        .contains("nacos armed\n2 classes", "ribbon off ribbon=off", "so far: undertow.");
    assertThat(browser.text("#options")).contains("drain.min 35s 0s NACOS_GRACEFUL_DRAIN_MIN");
    assertThat(browser.text("#errors")).isEqualTo("None.");
  }

  @Test
  void keepsMarkupInNamesAsText() throws Exception {
    String name = "<script>window.hacked=1</script><img src=x onerror=window.hacked=1>";
    ObjectNode status = server.example();
    status.put("state", name);
    ((ObjectNode) status.at("/registrations/0")).put("service", name);
    ((ObjectNode) status.at("/registrations/0/nodes/1")).put("problem", name);
    ((ObjectNode) status.at("/services/0")).put("name", name);
    ((ObjectNode) status.at("/options/0")).put("value", name);
    ((ObjectNode) status.at("/drains/0")).put("summary", name);
    server.show(status);

    open(DESKTOP);

    for (String place : List.of("#state", "#registrations", "#services", "#options", "#drains")) {
      assertThat(browser.text(place)).contains(name);
    }
    assertThat(browser.value("document.querySelectorAll('main script, main img').length"))
        .isEqualTo(0L);
    assertThat(browser.value("window.hacked")).isNull();
  }

  @Test
  void followsTheStatus() throws Exception {
    open(DESKTOP);
    browser.click("#hooks summary");
    ObjectNode status = server.example();
    ((ArrayNode) status.at("/services/0/instances")).removeAll().add("127.0.0.1:19999");
    ((ObjectNode) status.at("/services/0")).put("epoch", 4);
    status.put("suppressedErrors", 1);
    server.show(status);

    soon(
        () ->
            assertThat(browser.text("#services"))
                .contains("127.0.0.1:19999")
                .doesNotContain("127.0.0.1:19002"));
    soon(() -> assertThat(browser.text("#errors")).startsWith("1 error suppressed."));
    assertThat(browser.text("#hooks")).as("what was opened stays so").contains("ServiceInfoHolder");
  }

  @Test
  void namesTheNodeThatDoesNotAgree() throws Exception {
    ObjectNode status = server.example();
    status.put("state", "offline");
    ((ObjectNode) status.at("/registrations/0")).put("state", "offline");
    server.show(status);

    open(DESKTOP);

    assertThat(browser.text("#state"))
        .startsWith("Offline. It is deregistered")
        .contains("127.0.0.1:8848 still lists provider, although it is offline.");
  }

  @Test
  void leavesNodesTheTimeToFollow() throws Exception {
    ObjectNode status = server.example();
    ObjectNode registration = (ObjectNode) status.at("/registrations/0");
    ((ObjectNode) registration.at("/nodes/0")).put("listed", false);
    registration.put("since", "2026-11-21T20:19:00.123Z");
    server.show(status);
    open(DESKTOP);
    assertThat(browser.text("#registrations")).contains("127.0.0.1:8848 does not list it");
    assertThat(browser.text("#state")).doesNotContain("does not list");

    registration.put("since", "2026-11-21T20:18:00.123Z");
    server.show(status);
    soon(
        () ->
            assertThat(browser.text("#state"))
                .contains("127.0.0.1:8848 does not list provider, although it is online."));
  }

  @Test
  void opensTheNewestChangeAndLeavesTheOthersAsTheyWereLeft() throws Exception {
    ObjectNode status = server.example();
    ArrayNode drains = (ArrayNode) status.get("drains");
    drains.add(change(drains, "Second", "2026-11-21T20:16:03.123Z"));
    server.show(status);
    open(DESKTOP);
    assertThat(openChanges()).isEqualTo(List.of("Second"));

    browser.click("#drains details:nth-of-type(2) summary");
    drains.add(change(drains, "Third", "2026-11-21T20:17:03.123Z"));
    server.show(status);
    soon(() -> assertThat(openChanges()).isEqualTo(List.of("Third", "Offline")));
  }

  private static ObjectNode change(ArrayNode drains, String title, String begunAt) {
    return ((ObjectNode) drains.get(0)).deepCopy().put("title", title).put("begunAt", begunAt);
  }

  private static Object openChanges() {
    return browser.value(
        "[...document.querySelectorAll('#drains details[open] strong')].map(e => e.textContent)");
  }

  @Test
  void fitsOnAPhone() throws Exception {
    ObjectNode status = server.example();
    ((ObjectNode) status.at("/drains/0/timeline/2"))
        .put("what", "gone from 3 nodes, not confirmed by 192.168.100.200:18848 (still lists it)");
    server.show(status);

    open(PHONE);

    assertThat(browser.value("document.documentElement.scrollWidth")).isEqualTo((long) PHONE);
    assertThat(browser.value("document.querySelectorAll('.step').length")).isEqualTo(5L);
    assertThat(
            browser.value(
                """
                (() => {
                  const parts = [...document.querySelectorAll('.what, .bar, .at, .scale')];
                  const boxes = parts.map((part) => part.getBoundingClientRect());
                  const overlap = (a, b) =>
                    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
                  return parts.filter((part, i) =>
                      boxes[i].width === 0 || boxes.some((box, j) => i !== j && overlap(box, boxes[i])))
                    .map((part) => part.className + ' ' + part.textContent);
                })()\
                """))
        .isEqualTo(List.of());
  }

  @Test
  void saysWhenTheProcessDoesNotAnswerAndWhenItDoesAgain() throws Exception {
    open(DESKTOP);
    assertThat(browser.shows("#unanswered")).isFalse();

    server.stop();
    soon(() -> assertThat(browser.text("#unanswered")).startsWith("The process does not answer"));
    assertThat(browser.title()).startsWith("does not answer");
    assertThat(browser.shows("#offline")).isFalse();
    assertThat(browser.text("#registrations")).as("what was known last").contains("provider");

    server.startAgain();
    soon(() -> assertThat(browser.shows("#unanswered")).isFalse());
    assertThat(browser.shows("#offline")).isTrue();
  }

  @Test
  void takesOfflineOnceItIsConfirmed() throws Exception {
    server.answer(
        200, "{\"state\":\"offline\",\"ok\":true,\"summary\":\"gone at 491 ms\",\"timeline\":[]}");
    open(DESKTOP);
    assertThat(browser.shows("#online")).as("it is online").isFalse();

    browser.click("#offline");
    assertThat(browser.text("#question")).isEqualTo("Take this process offline?");
    browser.click("#no");
    assertThat(browser.shows("#confirm")).isFalse();
    assertThat(server.operations()).isEmpty();

    browser.click("#offline");
    browser.click("#yes");
    soon(() -> assertThat(browser.text("#answer")).isEqualTo("gone at 491 ms"));
    assertThat(server.operations()).containsExactly("POST /offline");
  }

  @Test
  void bringsOnlineAndSaysWhyThatFailed() throws Exception {
    ObjectNode status = server.example();
    status.put("state", "offline");
    server.show(status);
    server.answer(503, "busy");
    open(DESKTOP);
    assertThat(browser.shows("#offline")).as("it is offline").isFalse();

    browser.click("#online");
    browser.click("#yes");

    soon(() -> assertThat(browser.text("#answer")).isEqualTo("Not done: it answered 503: busy"));
    assertThat(server.operations()).containsExactly("POST /online");
  }

  @Test
  void offersNothingWhereNothingIsRegistered() throws Exception {
    ObjectNode status = server.example();
    status.put("state", "nothing registered");
    for (String part :
        List.of("hooks", "problems", "registrations", "services", "options", "drains")) {
      status.putArray(part);
    }
    server.show(status);

    open(DESKTOP);

    assertThat(browser.text("#state")).startsWith("Nothing is registered.");
    assertThat(browser.shows("#operations")).isFalse();
    assertThat(browser.text("#drains")).startsWith("Nothing was taken offline");
    assertThat(browser.text("#options")).isEqualTo("All have their defaults.");
  }

  @Test
  void isDarkWhereThatIsPreferred() {
    browser.prefer("dark");
    open(DESKTOP);
    assertThat(background()).isEqualTo("rgb(20, 23, 27)");
    browser.prefer("light");
    assertThat(background()).isEqualTo("rgb(255, 255, 255)");
  }

  private static String background() {
    return (String) browser.value("getComputedStyle(document.body).backgroundColor");
  }

  /** Until the first status is there. */
  private void open(int width) {
    browser.open(server.port(), width);
    soon(() -> assertThat(browser.shows("#process")).isTrue());
  }

  private static void soon(ThrowingRunnable assertion) {
    await().atMost(SOON).pollInterval(Duration.ofMillis(100)).untilAsserted(assertion);
  }
}
