package io.github.nacosgraceful.node;

import io.github.nacosgraceful.instance.Registration;
import io.github.nacosgraceful.log.Reason;
import io.github.nacosgraceful.nacos.NacosClients;
import io.github.nacosgraceful.thread.AgentThread;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * Asks, on demand, which nodes list which registrations: all at once, and for two seconds at most.
 * Answers are good for a second, so that who looks often does not ask Nacos often; a node that
 * hangs is not asked again before its thread has come back. Any thread.
 */
public final class NodeAnswers {

  private static final long LONGEST_MILLIS = 2000;
  private static final long FRESH = TimeUnit.SECONDS.toNanos(1);
  private static final long POLL_MILLIS = 5;

  private final NacosClients clients;
  private final List<Finder> finders = new ArrayList<>();
  private final List<NodeThreads> earlier = new ArrayList<>();
  private Map<Registration, List<NodeAnswer>> last = Collections.emptyMap();
  private long lastAt;

  public NodeAnswers(NacosClients clients) {
    this.clients = clients;
  }

  /**
   * What the nodes say; one that says nothing within two seconds is there with a problem.
   *
   * @throws InterruptedException if the calling thread is interrupted
   */
  public synchronized Map<Registration, List<NodeAnswer>> of(List<Registration> registrations)
      throws InterruptedException {
    if (!last.keySet().containsAll(registrations) || System.nanoTime() - lastAt >= FRESH) {
      last = ask(registrations);
      lastAt = System.nanoTime();
    }
    return last;
  }

  private Map<Registration, List<NodeAnswer>> ask(List<Registration> registrations)
      throws InterruptedException {
    NodeThreads threads = new NodeThreads();
    Map<Registration, Queue<Question>> asked = new HashMap<>();
    Map<Owner, List<Registration>> byOwner = new HashMap<>();
    Owners owners = new Owners(clients);
    for (Registration registration : registrations) {
      asked.put(registration, new ConcurrentLinkedQueue<>());
      Owner owner = owners.of(registration);
      if (owner != null) {
        byOwner.computeIfAbsent(owner, key -> new ArrayList<>()).add(registration);
      }
    }
    byOwner.forEach((owner, theirs) -> find(owner, theirs, asked, threads));
    awaitAnswers(asked);
    threads.end();
    earlier.add(threads);
    earlier.removeIf(NodeThreads::haveEnded);
    finders.removeIf(finder -> !finder.isAlive()); // they hold their owners
    Map<Registration, List<NodeAnswer>> answers = new HashMap<>();
    for (Registration registration : registrations) {
      List<NodeAnswer> nodes = new ArrayList<>();
      asked.get(registration).forEach(question -> nodes.add(question.answer));
      answers.put(registration, nodes);
    }
    return answers;
  }

  private void find(
      Owner owner,
      List<Registration> registrations,
      Map<Registration, Queue<Question>> asked,
      NodeThreads threads) {
    if (finders.stream().anyMatch(finder -> finder.owner.namingService == owner.namingService)) {
      return;
    }
    Finder finder =
        new Finder(
            owner,
            () -> {
              for (Registration registration : registrations) {
                Listing listing = new Listing(owner, registration);
                listing.findNodes(
                    owner.others,
                    node -> {
                      Question question = new Question(listing, owner, node);
                      asked.get(registration).add(question);
                      ask(question, threads);
                    });
              }
            });
    finders.add(finder);
    finder.start();
  }

  private void ask(Question question, NodeThreads threads) {
    if (earlier.stream().anyMatch(before -> before.isBusy(question.node))) {
      question.isDone = true;
    } else {
      threads.schedule(question.node, question, 0);
    }
  }

  private void awaitAnswers(Map<Registration, Queue<Question>> asked) throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(LONGEST_MILLIS);
    while (System.nanoTime() - deadline < 0
        && (finders.stream().anyMatch(Thread::isAlive)
            || asked.values().stream()
                .flatMap(Queue::stream)
                .anyMatch(question -> !question.isDone))) {
      Thread.sleep(POLL_MILLIS);
    }
  }

  /** Finds the nodes of one client. */
  private static final class Finder extends AgentThread {
    final Owner owner;

    Finder(Owner owner, Runnable work) {
      super(work, "find-nodes", owner.loader());
      this.owner = owner;
    }
  }

  /** Asks one node once. */
  private static final class Question implements Runnable {

    final Node node;
    private final Listing listing;
    private final Owner owner;
    volatile NodeAnswer answer;
    volatile boolean isDone;

    Question(Listing listing, Owner owner, Node node) {
      this.listing = listing;
      this.owner = owner;
      this.node = node;
      answer = new NodeAnswer(node.address, null, "no answer");
    }

    @Override
    public void run() {
      Thread.currentThread().setContextClassLoader(owner.loader());
      try {
        answer = new NodeAnswer(node.address, listing.isListed(node), null);
      } catch (Throwable t) {
        answer = new NodeAnswer(node.address, null, Reason.of(t));
      } finally {
        isDone = true;
        Thread.currentThread().setContextClassLoader(null);
      }
    }
  }
}
