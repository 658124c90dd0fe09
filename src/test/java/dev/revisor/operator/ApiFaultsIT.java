package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Condition;
import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigration;
import dev.revisor.operator.ApiProxy.Trouble;
import dev.revisor.support.PostgresServer;
import dev.revisor.support.TestDatabase;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.Watcher;
import io.fabric8.kubernetes.client.WatcherException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Whatever the API server does to whichever of the operator's requests, twice: the resource comes
/// to its end, by one run, and its status never says that somebody has to do something.
class ApiFaultsIT {
  private static final boolean ALL = "all".equals(System.getProperty("revisor.api-faults"));
  private static final int TIMES = 2;

  /// What may be said on the way: nothing yet, at work, that the API is the trouble, done.
  private static final Set<Reason> EXPECTED =
      EnumSet.of(Reason.Pending, Reason.Running, Reason.ApiUnavailable, Reason.Succeeded);

  private static final TestCluster cluster = TestCluster.shared();

  /// What the operator asks for.
  private enum Call {
    READ_THE_SECRET("GET", "/secrets/db-NAME$"),
    HOLD_THE_RESOURCE("PATCH", "/schemamigrations/NAME$"),
    WRITE_THE_STATUS("PUT", "/schemamigrations/NAME/status$"),
    MAKE_THE_JOB("POST", "/jobs$"),
    TELL_AN_EVENT("POST", "/events$"),
    DELETE_THE_JOB("DELETE", "/jobs/NAME-[0-9a-f]+$");

    private final String method;
    private final String path;

    Call(String method, String path) {
      this.method = method;
      this.path = path;
    }
  }

  /// One resource, with one trouble for one of its requests.
  private record Trial(
      String name, Call call, Trouble trouble, TestDatabase database, AtomicInteger hits) {

    static Trial of(Call call, Trouble trouble) {
      var name = (call + "-" + trouble).toLowerCase(Locale.ROOT).replace('_', '-');
      return new Trial(name, call, trouble, PostgresServer.newDatabase(), new AtomicInteger());
    }

    /// Names may be the beginning of others, but not in quotes.
    boolean isMet(ApiProxy.Request request) {
      return request.method().equals(call.method)
          && request.path().matches(".*" + call.path.replace("NAME", name))
          && (call.path.contains("NAME") || request.body().contains('"' + name + '"'))
          && hits.incrementAndGet() <= TIMES;
    }
  }

  private final Map<String, Set<Reason>> reasons = new ConcurrentHashMap<>();
  private final Set<String> stalled = ConcurrentHashMap.newKeySet();

  @BeforeAll
  static void begin() {
    cluster.stopOperator();
  }

  @AfterAll
  static void leave() {
    cluster.startOperator();
  }

  @Test
  void everyRequestIsMadeAgainUntilItIsDone() {
    var trials = trials();
    var admin = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    var names = trials.stream().map(Trial::name).collect(Collectors.toSet());
    try (var proxy = ApiProxy.start(admin, request -> trouble(trials, request));
        var client = RunningOperator.client(proxy.config());
        var _ = RunningOperator.start(client);
        var _ =
            cluster
                .client()
                .resources(SchemaMigration.class)
                .inNamespace(TestCluster.NAMESPACE)
                .watch(new Statuses(names))) {
      for (var trial : trials) {
        cluster.putSecret("db-" + trial.name(), "postgres", TestCluster.PASSWORD);
        cluster.apply(
            Sample.of(trial.name(), PostgresServer.port(), trial.database().name())
                .secret("db-" + trial.name())
                .with("spec", "jobHistoryLimit", "0"));
      }
      trials.forEach(ApiFaultsIT::awaitEnd);
    } finally {
      trials.forEach(trial -> cluster.delete(trial.name()));
    }
    assertThat(stalled).isEmpty();
    for (var trial : trials) {
      assertThat(reasons.get(trial.name())).as(trial.name()).isSubsetOf(EXPECTED);
    }
  }

  private static void awaitEnd(Trial trial) {
    cluster.awaitReason(trial.name(), "Succeeded");
    TestCluster.await(trial.name() + " met its trouble", trial.hits()::get, hits -> hits > 0);
    TestCluster.await(
        "the Jobs of " + trial.name() + " go", () -> cluster.jobs(trial.name()), List::isEmpty);
    var history = cluster.history(trial.name());
    assertThat(history).as(trial.name()).hasSize(1);
    assertThat(history.getFirst().applied()).as(trial.name()).isEqualTo(2);
    assertThat(trial.database().value("SELECT count(*) FROM revisor.run"))
        .as(trial.name())
        .isEqualTo("1");
  }

  private static Trouble trouble(List<Trial> trials, ApiProxy.Request request) {
    return trials.stream()
        .filter(trial -> trial.isMet(request))
        .findFirst()
        .map(Trial::trouble)
        .orElse(Trouble.NONE);
  }

  /// Each request with each trouble, or a third of them.
  private static List<Trial> trials() {
    var trials = new ArrayList<Trial>();
    for (var call : Call.values()) {
      for (var trouble : EnumSet.complementOf(EnumSet.of(Trouble.NONE))) {
        if (ALL || (2 * call.ordinal() + trouble.ordinal()) % 3 == 0) {
          trials.add(Trial.of(call, trouble));
        }
      }
    }
    return trials;
  }

  /// Writes down what every status of these said; other tests leave resources in the namespace.
  private final class Statuses implements Watcher<SchemaMigration> {
    private final Set<String> names;

    private Statuses(Set<String> names) {
      this.names = names;
    }

    @Override
    public void eventReceived(Action action, SchemaMigration resource) {
      var name = resource.getMetadata().getName();
      if (resource.getStatus() == null || !names.contains(name)) {
        return;
      }
      for (var condition : resource.getStatus().conditionsOrEmpty()) {
        reasons.computeIfAbsent(name, _ -> ConcurrentHashMap.newKeySet()).add(condition.reason());
        if (condition.type() == Condition.Type.Stalled
            && condition.status() == Condition.Status.True) {
          stalled.add(name + ": " + condition);
        }
      }
    }

    @Override
    public void onClose(WatcherException cause) {
      stalled.add("the watch broke: " + cause);
    }
  }
}
