package io.github.nacosgraceful.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.nacosgraceful.doctor.cause.Checks;
import io.github.nacosgraceful.doctor.cause.NotListedButServing;
import io.github.nacosgraceful.doctor.fact.Differences;
import io.github.nacosgraceful.doctor.fact.Elsewhere;
import io.github.nacosgraceful.doctor.fact.Facts;
import io.github.nacosgraceful.doctor.fact.Finding;
import io.github.nacosgraceful.doctor.fact.Instance;
import io.github.nacosgraceful.doctor.fact.Member;
import io.github.nacosgraceful.doctor.fact.NodeFacts;
import io.github.nacosgraceful.doctor.fact.Place;
import io.github.nacosgraceful.doctor.fact.ProcessFacts;
import io.github.nacosgraceful.doctor.fact.Publisher;
import io.github.nacosgraceful.doctor.fact.Reach;
import io.github.nacosgraceful.doctor.fact.Severity;
import io.github.nacosgraceful.doctor.fact.Subscriber;
import io.github.nacosgraceful.doctor.fact.Target;
import io.github.nacosgraceful.instance.ServiceName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import picocli.CommandLine.Help.Ansi;

/** Each cause on facts made by hand; on real servers it is in agent-test-app/doctor. */
class ChecksTest {

  private static final String INSTANCE = "10.0.0.1:8080";

  /** Three words in a row are no name of a thing. */
  private static final Pattern SENTENCE = Pattern.compile("[a-z]{2,} [a-z]{2,} [a-z]{2,}");

  private final Target target = new Target("", "DEFAULT_GROUP", "provider", null);
  private final NodeFacts first = node("10.1.0.1:8848", instance(true, true, true));
  private final NodeFacts second = node("10.1.0.2:8848", instance(true, true, true));
  private final Facts facts = new Facts(target, List.of(first, second));

  ChecksTest() {
    facts.reach.put(INSTANCE, Reach.OPEN);
  }

  @Test
  void nothingIsWrong() {
    assertThat(ids()).isEmpty();
    assertThat(new Verdict(facts).exitCode()).isZero();
    assertThat(new Verdict(facts).sentence())
        .isEqualTo("DEFAULT_GROUP@@provider is in order: 1 instance on 2 nodes.");
  }

  @Test
  void aNodeDoesNotAnswer() {
    second.problem = "it refuses connections";
    assertThat(ids()).containsExactly("node-unreachable");
    assertThat(new Verdict(facts).exitCode()).isEqualTo(Verdict.FINDINGS);
    first.problem = second.problem;
    assertThat(new Verdict(facts).exitCode()).isEqualTo(Verdict.NOTHING_REACHED);
    assertThat(new Verdict(facts).sentence()).isEqualTo("No node of Nacos answers.");
  }

  @Test
  void thePasswordIsWrong() {
    first.loginProblem = "403";
    first.refused.add("the switches");
    assertThat(ids()).containsExactly("login-refused");
  }

  @Test
  void theUserMayNotAskForAll() {
    first.refused.add("the switches");
    assertThat(ids()).containsExactly("not-allowed");
    assertThat(new Verdict(facts).exitCode()).as("a note").isZero();
  }

  @Test
  void thereIsNoSuchNamespace() {
    facts.namespaces = List.of("dev");
    assertThat(ids()).containsExactly("namespace-unknown");
  }

  @Test
  void theServiceHasAnotherName() {
    first.listed.clear();
    second.listed.clear();
    facts.services =
        List.of(
            new Place("public", ServiceName.of("DEFAULT_GROUP", "Provder")),
            new Place("public", ServiceName.of("DEFAULT_GROUP", "orders")),
            new Place("dev", ServiceName.of("BLUE", "provider")));
    assertThat(ids()).containsExactly("service-unknown");
    assertThat(find("service-unknown").evidence)
        .containsExactly(
            "did you mean DEFAULT_GROUP@@Provder, or BLUE@@provider in namespace dev?");
  }

  @Test
  void theServiceIsThereAndNobodyIsRegistered() {
    first.listed.clear();
    second.listed.clear();
    facts.services = List.of(target.place());
    assertThat(ids()).containsExactly("no-instance");
  }

  @Test
  void oneNodeListsIt() {
    second.listed.clear();
    facts.differsForMillis.put(INSTANCE, 4000L);
    assertThat(ids()).containsExactly("listed-on-some-nodes");
    assertThat(find("listed-on-some-nodes").sentence).endsWith("on some nodes only, for 4 s now.");
    assertThat(find("listed-on-some-nodes").evidence)
        .containsExactly("10.1.0.1:8848 lists it", "10.1.0.2:8848 does not list it");
  }

  @Test
  void differencesAreMeasuredFromWhenTheyWereFirstSeen() {
    Differences differences = new Differences();
    second.listed.clear();
    differences.see(facts, 1000);
    assertThat(facts.differsForMillis).isEmpty();
    differences.see(facts, 5000);
    assertThat(facts.differsForMillis).containsEntry(INSTANCE, 4000L);
  }

  @Test
  void nodesStandAlone() {
    first.members = List.of(new Member(first.address, "UP"));
    assertThat(ids()).containsExactly("not-one-cluster");
  }

  @Test
  void membersMayHaveOtherAddressesAmongThemselves() {
    first.members =
        List.of(new Member("172.16.0.1:8848", "UP"), new Member("172.16.0.2:8848", "UP"));
    assertThat(ids()).isEmpty();
  }

  @Test
  void thereAreMoreNodes() {
    first.members =
        List.of(
            new Member("10.1.0.1:8848", "UP"),
            new Member("10.1.0.2:8848", "UP"),
            new Member("10.1.0.3:8848", "UP"));
    assertThat(ids()).containsExactly("not-all-asked");
    assertThat(find("not-all-asked").remedy())
        .endsWith("--server-addr 10.1.0.1:8848,10.1.0.2:8848,10.1.0.3:8848");
  }

  @Test
  void aMemberIsDown() {
    first.members = List.of(new Member(first.address, "UP"), new Member(second.address, "DOWN"));
    assertThat(ids()).containsExactly("member-down");
  }

  @Test
  void itsPortRefuses() {
    facts.reach.put(INSTANCE, Reach.REFUSED);
    first.publishers.add(
        new Publisher(
            "123_10.0.0.9_4711", INSTANCE, "Nacos-Java-Client:v3.1.1", "10.0.0.9", 0, true));
    assertThat(ids()).containsExactly("dead-instance");
    assertThat(find("dead-instance").evidence)
        .contains(
            "registered by client 123_10.0.0.9_4711 (Nacos-Java-Client:v3.1.1) from 10.0.0.9");
  }

  @Test
  void itsHostIsSilentAndSomebodyBeats() {
    facts.reach.put(INSTANCE, Reach.SILENT);
    first.publishers.add(
        new Publisher(INSTANCE + "#true", INSTANCE, "", "", System.currentTimeMillis(), false));
    assertThat(find("dead-instance").sentence).endsWith("its host does not answer.");
    assertThat(find("dead-instance").remedy()).startsWith("Somebody beat for it a moment ago.");
  }

  @Test
  void isNotListedAndServes() {
    Facts asked =
        new Facts(new Target("", "DEFAULT_GROUP", "provider", "10.0.0.2:80"), facts.nodes);
    asked.reach.put("10.0.0.2:80", Reach.OPEN);
    first.subscribers = List.of(new Subscriber("10.0.0.7:0", "Nacos-Java-Client:v2.2.0", "shop"));
    assertThat(new NotListedButServing().find(asked).get(0).evidence)
        .contains("  10.0.0.7 Nacos-Java-Client:v2.2.0 (shop)");
    asked.reach.put("10.0.0.2:80", Reach.REFUSED);
    assertThat(new NotListedButServing().find(asked)).isEmpty();
  }

  @Test
  void isPermanent() {
    replace(instance(false, true, true));
    assertThat(ids()).containsExactly("permanent-instance");
  }

  @Test
  void isDisabled() {
    first.registered = list(instance(true, false, true));
    first.listed.clear();
    second.listed.clear();
    assertThat(ids()).containsExactly("disabled-instance");
  }

  @Test
  void isUnhealthy() {
    replace(instance(true, true, false));
    assertThat(ids()).containsExactly("unhealthy-instance");
  }

  @Test
  void hasNoWeight() {
    replace(new Instance("10.0.0.1", 8080, "DEFAULT", true, true, true, 0, 30_000, 0, null));
    assertThat(ids()).containsExactly("no-weight");
  }

  @Test
  void staysForLong() {
    replace(new Instance("10.0.0.1", 8080, "DEFAULT", true, true, true, 1, 600_000, 0, null));
    assertThat(find("late-removal").sentence).contains("stays for 10 min");
  }

  @Test
  void isRegisteredElsewhere() {
    facts.elsewhere.add(new Elsewhere(new Place("dev", ServiceName.of("G", "provider")), INSTANCE));
    assertThat(find("registered-twice").evidence)
        .containsExactly("also registered as G@@provider in namespace dev");
  }

  @Test
  void isInTwoClusters() {
    first.listed.add(new Instance("10.0.0.1", 8080, "OTHER", true, true, true, 1, 30_000, 0, null));
    assertThat(find("registered-twice").evidence)
        .containsExactly("in cluster DEFAULT", "in cluster OTHER");
  }

  @Test
  void callersHaveOldClients() {
    first.subscribers =
        List.of(
            new Subscriber("10.0.0.7:5000", "Nacos-Java-Client:v1.4.2", ""),
            new Subscriber("10.0.0.8:0", "Nacos-Java-Client:v2.1.0", ""));
    assertThat(ids()).containsExactly("old-callers", "callers-with-caches");
    assertThat(find("old-callers").evidence)
        .containsExactly("10.0.0.7:5000 Nacos-Java-Client:v1.4.2");
  }

  @Test
  void switchesAreOff() {
    first.pushEnabled = false;
    second.healthCheckEnabled = false;
    assertThat(ids()).containsExactly("push-off", "health-check-off");
  }

  @Test
  void theProtectionThresholdIsReached() {
    first.protectThreshold = 0.5;
    assertThat(find("protection-threshold").severity).isEqualTo(Severity.RISK);
    replace(instance(true, true, false));
    assertThat(find("protection-threshold").severity).isEqualTo(Severity.CAUSE);
  }

  @Test
  void versionsDoNotFit() {
    first.version = "3.1.0";
    second.version = "2.2.4";
    first.servesClients1 = false;
    second.grpc = Reach.REFUSED;
    assertThat(ids()).containsExactly("grpc-port-closed", "mixed-versions", "no-clients-1");
    second.generation = 1;
    assertThat(ids()).contains("server-1");
  }

  @Test
  void clocksAreApart() {
    first.clockOffsetMillis = -500L;
    second.clockOffsetMillis = 2400L;
    assertThat(ids()).isEmpty();
    second.clockOffsetMillis = 9500L;
    assertThat(find("clocks-apart").sentence)
        .isEqualTo("The clock of node 10.1.0.2:8848 is 10 s ahead of that of 10.1.0.1:8848.");
  }

  @Test
  void aProcessSeesAnotherList() throws Exception {
    process("provider", "10.0.0.9:8080");
    assertThat(ids()).containsExactly("process-sees-others", "agent-part-off");
    assertThat(find("process-sees-others").evidence)
        .containsExactly("it still calls: 10.0.0.9:8080", "it does not know: " + INSTANCE);
    process("provider", INSTANCE);
    assertThat(ids()).containsExactly("agent-part-off");
    assertThat(find("agent-part-off").evidence).containsExactly("ribbon: ribbon=off");
    process("stock", "10.0.0.9:8080");
    assertThat(facts.process.sees).as("it does not call the service").isNull();
    assertThat(ids()).containsExactly("agent-part-off");
  }

  @Test
  void aProcessLeavesOutWhatMayNotBeCalled() throws Exception {
    process("provider", "");
    replace(instance(true, true, false));
    assertThat(ids()).doesNotContain("process-sees-others");
  }

  @Test
  void aProcessWhoseClientWritesToFinalFields() throws Exception {
    String client =
        status()
            .replace(
                "com.alibaba.nacos.client.naming.cache.ServiceInfoHolder",
                "com.alibaba.nacos.client.naming.remote.gprc.NamingGrpcClientProxy");
    facts.process = ProcessFacts.of(client, target);
    assertThat(ids()).as("before Java 26").doesNotContain("final-fields");
    facts.process = ProcessFacts.of(finalFields(client, "warn"), target);
    assertThat(find("final-fields").severity).isEqualTo(Severity.NOTE);
    facts.process = ProcessFacts.of(finalFields(client, "deny"), target);
    assertThat(find("final-fields").severity).isEqualTo(Severity.CAUSE);
    assertThat(find("final-fields").remedy()).contains("--enable-final-field-mutation=ALL-UNNAMED");
    facts.process = ProcessFacts.of(finalFields(client, "enabled"), target);
    assertThat(ids()).doesNotContain("final-fields");
    facts.process = ProcessFacts.of(finalFields(status(), "deny"), target);
    assertThat(ids()).as("of client 1").doesNotContain("final-fields");
  }

  private static String finalFields(String status, String mode) {
    return status.replace("\"finalFields\": null", "\"finalFields\": \"" + mode + "\"");
  }

  @Test
  void aProcessHasTakenItOffline() throws Exception {
    process("provider", INSTANCE);
    assertThat(facts.process.offline).isEmpty();
    facts.process =
        ProcessFacts.of(
            status().replace("\"state\": \"online\"", "\"state\": \"offline\""), target);
    assertThat(ids()).contains("offline-by-hand");
    assertThat(find("offline-by-hand").evidence).contains("offline: 127.0.0.1:19001");
    assertThat(TextReport.of(new Verdict(facts), Ansi.OFF, Words.ENGLISH))
        .contains("process 4711: offline, does not call the service");
  }

  /** The status that StatusFieldsIT holds against the real one, of a caller of that service. */
  private void process(String service, String instance) throws IOException {
    facts.process =
        ProcessFacts.of(
            status()
                .replace("\"name\": \"stock\"", "\"name\": \"" + service + "\"")
                .replace(
                    "\"127.0.0.1:19002\", \"127.0.0.1:19003\"",
                    instance.isEmpty() ? "" : "\"" + instance + "\""),
            target);
  }

  private static String status() throws IOException {
    try (InputStream in =
        ChecksTest.class.getResourceAsStream("/io/github/nacosgraceful/status/status.json")) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private List<String> ids() {
    Checks.findings(facts).forEach(ChecksTest::isSaidInChinese);
    return Checks.findings(facts).stream().map(finding -> finding.id).toList();
  }

  /** Whoever adds a cause says it in both languages. */
  private static void isSaidInChinese(Finding finding) {
    Words chinese = Words.in("zh_CN.UTF-8");
    List<String> said = new ArrayList<>(finding.evidence);
    said.add(finding.sentence);
    if (!finding.remedy().isEmpty()) {
      said.add(finding.remedy());
    }
    for (String english : said) {
      assertThat(SENTENCE.matcher(chinese.of(english)).find()).as(english).isFalse();
    }
  }

  private Finding find(String id) {
    return Checks.findings(facts).stream()
        .filter(finding -> finding.id.equals(id))
        .findFirst()
        .orElseThrow();
  }

  private void replace(Instance instance) {
    for (NodeFacts node : facts.nodes) {
      node.listed = list(instance);
    }
  }

  private static NodeFacts node(String address, Instance instance) {
    NodeFacts node = new NodeFacts(address);
    node.generation = 3;
    node.listed = list(instance);
    return node;
  }

  private static List<Instance> list(Instance instance) {
    return new ArrayList<>(List.of(instance));
  }

  private static Instance instance(boolean ephemeral, boolean enabled, boolean healthy) {
    return new Instance(
        "10.0.0.1", 8080, "DEFAULT", ephemeral, enabled, healthy, 1, 30_000, 0, null);
  }
}
