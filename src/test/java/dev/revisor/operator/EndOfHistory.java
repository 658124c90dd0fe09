package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.api.SchemaMigrationStatus;
import dev.revisor.operator.SimulatedOperator.Resource;
import java.util.Objects;

/// What a history has come to, once nobody interferes any more: the database is at its target, or
/// what is said of it is so.
record EndOfHistory(Resource resource, SimulatedDatabase database, SchemaMigrationStatus status) {
  void check(Decision decision) {
    var image = new SimulatedImage(resource.spec(), Grants.NONE);
    switch (decision) {
      case Decision.Nothing _ -> assertThat(database.level()).isEqualTo(image.target());
      case Decision.Suspended _ -> assertThat(resource.spec().isSuspended()).isTrue();
      case Decision.Refuse(var reason, _) -> assertJustified(reason, image);
      case Decision.AwaitStart(_, _, var reason, _) -> {
        assertThat(reason).isEqualTo(Reason.ImagePullFailed);
        assertThat(image.isAbsent()).isTrue();
        assertThat(resource.rival()).as("a Job waits for a database of another's").isEmpty();
      }
      case Decision.RetryAt(_, var reason, _) -> {
        assertThat(reason).isEqualTo(Reason.QuotaExceeded);
        assertThat(resource.spec().migrations().image()).isEqualTo("refused");
      }
      case Decision.StartJob _ ->
          assertThat(resource.spec().migrations().image()).isEqualTo("refused");
      case Decision.AwaitApproval _ -> {
        assertThat(image.needsApproval()).isTrue();
        assertThat(database.level()).isNotEqualTo(image.target());
        assertThat(Objects.requireNonNull(status.plan(), "no plan").hash())
            .isEqualTo(image.plan(database.level()));
      }
      case Decision.AwaitJob _, Decision.Withdraw _, Decision.AwaitDatabase _, Decision.Release _ ->
          throw new AssertionError("it does not come to rest: " + decision);
    }
  }

  private void assertJustified(Reason reason, SimulatedImage image) {
    switch (reason) {
      case RetriesExhausted ->
          assertThat(status.deathsOrZero())
              .isGreaterThan(resource.spec().policyOrDefault().retriesOrDefault());
      case DatabaseClaimed -> assertThat(resource.rival()).isPresent();
      case SchemaDrift -> {
        assertThat(image.stopsAtDrift()).isTrue();
        assertThat(database.drift()).isPresent();
        assertThat(database.level()).isNotEqualTo(image.target());
      }
      default -> assertThat(image.end(database.level()).map(Enum::name)).contains(reason.name());
    }
  }
}
