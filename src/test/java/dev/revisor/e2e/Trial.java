package dev.revisor.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One migration of a database of its own, five revisions of 0.6 seconds each, in which something
/// goes wrong; and what the database and the resource say afterwards.
final class Trial {
  private static final Duration PATIENCE = Duration.ofMinutes(4);
  private static final int LATEST_MILLIS = 6000;
  private static final List<String> ALL =
      List.of("520000000001", "520000000002", "520000000003", "520000000004", "520000000005");

  private final Stage stage;
  private final String name;
  private final Fault fault;
  private final RandomGenerator random;
  private final Passwords passwords;
  private final List<String> violations = new ArrayList<>();
  private List<String> expected = ALL;

  /// The password that the database and the Secret have now.
  interface Passwords {
    void rotate(Runnable between);
  }

  Trial(Stage stage, String name, Fault fault, RandomGenerator random, Passwords passwords) {
    this.stage = stage;
    this.name = name;
    this.fault = fault;
    this.random = random;
    this.passwords = passwords;
  }

  /// Runs it and returns what was not as it should be.
  List<String> run() {
    insist(() -> stage.sqlOf("postgres", "CREATE DATABASE " + name));
    insist(() -> stage.migrate(migration("head")));
    pause(random.nextInt(LATEST_MILLIS));
    try {
      fault.inject(this);
      if (fault == Fault.RESOURCE_DELETED) {
        Await.until("the resource is gone", PATIENCE, this::resource, JsonNode::isEmpty);
        Await.until("its Jobs have ended", PATIENCE, this::activeJobs, List::isEmpty);
      } else {
        Await.until("Ready at " + expected.getLast(), PATIENCE, this::resource, this::isDone);
        checkStatus(resource());
      }
      checkDatabase();
    } catch (AssertionError e) {
      violations.add(String.valueOf(e.getMessage()));
    }
    insist(() -> kubectl().run("delete", "schemamigration", name, "--ignore-not-found"));
    return violations;
  }

  String name() {
    return name;
  }

  String selector() {
    return "revisor.dev/name=" + name;
  }

  Kubectl kubectl() {
    return stage.kubectl();
  }

  private Migration migration(String target) {
    return Migration.named(name)
        .url("postgresql://assets-db:5432/" + name)
        .image("localhost/revisor-sample:faults")
        .allowDowngrade()
        .target(target);
  }

  /// Another target, while a run is on its way to the first.
  void edit(String target) {
    expected = ALL.subList(0, ALL.indexOf(target) + 1);
    stage.migrate(migration(target));
  }

  /// With the pod of the Job, once there is one and a while later; it may have gone by then.
  void withPod(Consumer<String> act) {
    Await.until("a pod", PATIENCE, () -> pods(kubectl(), selector()), pods -> !pods.isEmpty());
    pause(random.nextInt(LATEST_MILLIS / 2));
    pods(kubectl(), selector()).stream().findFirst().ifPresent(act);
  }

  /// A random one of the pods.
  String oneOf(Kubectl where, String kind, String selector) {
    var found = pods(where, selector);
    return found.get(random.nextInt(found.size()));
  }

  private static List<String> pods(Kubectl where, String selector) {
    return insist(() -> where.run("get", "pods", "-l", selector, "-o", "name")).lines().toList();
  }

  void evict(String pod) {
    var simple = pod.substring(pod.indexOf('/') + 1);
    kubectl()
        .attempt(
            """
            {"apiVersion": "policy/v1", "kind": "Eviction", "metadata": {"name": "%s"}}
            """
                .formatted(simple),
            "create",
            "--raw=/api/v1/namespaces/%s/pods/%s/eviction".formatted(stage.namespace(), simple),
            "-f",
            "-");
  }

  /// The Service leads nowhere, and the sessions that are there are broken off.
  void cutOff() {
    selectBy("nobody");
    endSessions();
    pause(random.nextInt(LATEST_MILLIS));
    selectBy("assets-db");
  }

  private void selectBy(String app) {
    kubectl()
        .run(
            "patch",
            "service",
            "assets-db",
            "--patch={\"spec\":{\"selector\":{\"app\":\"" + app + "\"}}}");
  }

  private void endSessions() {
    stage.sqlOf(
        "postgres",
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '" + name + "'");
  }

  /// One of both has the new password first; sessions that are there go on.
  void rotate() {
    passwords.rotate(() -> pause(random.nextInt(LATEST_MILLIS)));
  }

  void contend() {
    for (int i = 0; i < 15; i++) {
      stage.annotate(name, "contended", String.valueOf(i));
      kubectl()
          .run(
              "patch",
              "schemamigration",
              name,
              "--subresource=status",
              "--type=merge",
              "--patch={\"status\":{\"pending\":" + random.nextInt(9) + "}}");
    }
  }

  void jump() {
    OperatorClock.set("+3h");
    pause(random.nextInt(LATEST_MILLIS));
    OperatorClock.set("+0");
  }

  private JsonNode resource() {
    if (activeJobs().size() > 1) {
      violations.add("two Jobs at work: " + activeJobs());
    }
    return insist(() -> kubectl().get("schemamigration", name));
  }

  private List<String> activeJobs() {
    var active = new ArrayList<String>();
    for (var job : insist(() -> kubectl().get("jobs", "-l", selector())).path("items")) {
      boolean over = false;
      for (var condition : job.path("status").path("conditions")) {
        over |= List.of("Complete", "Failed").contains(condition.path("type").asText());
      }
      if (!over && job.path("metadata").path("deletionTimestamp").isMissingNode()) {
        active.add(job.path("metadata").path("name").asText());
      }
    }
    return active;
  }

  private boolean isDone(JsonNode resource) {
    var current = new ArrayList<String>();
    resource.path("status").path("currentRevisions").forEach(one -> current.add(one.asText()));
    return Stage.isReady(resource, "True", "Succeeded")
        && current.equals(List.of(expected.getLast()));
  }

  private void checkStatus(JsonNode resource) {
    var status = resource.path("status");
    expect("status.lastRun.outcome", status.path("lastRun").path("outcome").asText(), "Succeeded");
    expect(
        "Reconciling", Stage.condition(resource, "Reconciling").path("status").asText(), "False");
    expect("Stalled", Stage.condition(resource, "Stalled").path("status").asText(), "False");
    var runs = new HashSet<String>();
    for (var run : status.path("history")) {
      if (!runs.add(run.path("id").asText())) {
        violations.add("status.history has run " + run.path("id") + " twice");
      }
    }
    expect("Jobs at work", activeJobs().toString(), "[]");
  }

  /// A resource that is deleted before its Job runs leaves an empty database, and else a whole one.
  private void checkDatabase() {
    var applied = column("SELECT to_regclass('applied')").isEmpty();
    if (fault == Fault.RESOURCE_DELETED && applied) {
      return;
    }
    var all = String.join(",", expected);
    expect("applied", column("SELECT string_agg(revision, ',' ORDER BY at) FROM applied"), all);
    expect("recorded", column("SELECT string_agg(id, ',' ORDER BY id) FROM revisor.revision"), all);
    expect("version", column("SELECT version_num FROM revisor.version"), expected.getLast());
    expect(
        "tables",
        column(
            "SELECT string_agg(relname, ',' ORDER BY relname) FROM pg_class"
                + " WHERE relname LIKE 'step\\__' AND relkind = 'r'"
                + " AND relnamespace = 'public'::regnamespace"),
        Stream.iterate(1, n -> n <= expected.size(), n -> n + 1)
            .map(n -> "step_" + n)
            .collect(Collectors.joining(",")));
    expect(
        "runs on their way", column("SELECT count(*) FROM revisor.run WHERE outcome IS NULL"), "0");
    expect(
        "runs that both changed something at once",
        column(
            "SELECT count(*) FROM (SELECT run_id, min(finished_at) AS first, max(finished_at) AS last"
                + " FROM revisor.step GROUP BY run_id) a JOIN (SELECT run_id, min(finished_at) AS"
                + " first, max(finished_at) AS last FROM revisor.step GROUP BY run_id) b"
                + " ON a.run_id < b.run_id AND a.first <= b.last AND b.first <= a.last"),
        "0");
  }

  private String column(String query) {
    return insist(() -> stage.sqlIn(name, query));
  }

  private void expect(String what, String found, String wanted) {
    if (!found.equals(wanted)) {
      violations.add(what + ": " + found + " instead of " + wanted);
    }
  }

  private static void insist(Runnable act) {
    insist(
        () -> {
          act.run();
          return true;
        });
  }

  /// Again and again while the API server or the database is away.
  private static <T> T insist(Supplier<T> look) {
    return Await.until(
            "kubectl works",
            PATIENCE,
            () -> {
              try {
                return Optional.of(look.get());
              } catch (AssertionError _) {
                return Optional.<T>empty();
              }
            },
            Optional::isPresent)
        .orElseThrow();
  }

  static void pause(int millis) {
    try {
      TimeUnit.MILLISECONDS.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }
}
