package dev.revisor.operator;

import dev.revisor.operator.ApiProxy.Request;
import dev.revisor.operator.ApiProxy.Trouble;
import dev.revisor.support.PostgresServer;
import io.fabric8.kubernetes.client.Config;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A resource is deleted while a pass over it is under way, after the pass has seen that it is
/// there: another pass follows, whether the first one fails or not, and its Jobs go.
class DeletedMeanwhileIT {
  /// Until the watch has told the operator of the end, well before it gives the request up.
  private static final Duration WATCH_TELLS = Duration.ofMillis(300);

  private static final TestCluster cluster = TestCluster.shared();

  /// What the pass that has seen the end of the run asks for when the resource goes.
  private enum Moment {
    /// Which fails then.
    WRITING_THE_STATUS("PUT", "/status"),
    /// Which is done all the same.
    TELLING_AN_EVENT("POST", "/events");

    private final String method;
    private final String path;

    Moment(String method, String path) {
      this.method = method;
      this.path = path;
    }

    boolean isMet(Request request, String name) {
      return request.method().equals(method)
          && request.path().endsWith(path)
          && request.body().contains('"' + name + '"')
          && request.body().contains("\"Succeeded\"");
    }
  }

  @BeforeAll
  static void begin() {
    cluster.stopOperator();
  }

  @AfterAll
  static void leave() {
    cluster.startOperator();
  }

  @ParameterizedTest
  @EnumSource
  void itsJobsGo(Moment moment) {
    var name = moment.name().toLowerCase(Locale.ROOT).replace('_', '-');
    var deleted = new AtomicBoolean();
    var admin = Config.fromKubeconfig(cluster.kubeconfig().toFile());
    try (var proxy =
            ApiProxy.start(
                admin,
                request -> {
                  if (moment.isMet(request, name) && deleted.compareAndSet(false, true)) {
                    cluster.delete(name);
                    LockSupport.parkNanos(WATCH_TELLS.toNanos());
                  }
                  return Trouble.NONE;
                });
        var client = RunningOperator.client(proxy.config());
        var _ = RunningOperator.start(client)) {
      cluster.apply(Sample.of(name, PostgresServer.port(), PostgresServer.newDatabase().name()));
      TestCluster.await("it is deleted", deleted::get, Boolean::booleanValue);
      TestCluster.await("its Jobs go", () -> cluster.jobs(name), List::isEmpty);
    }
  }
}
