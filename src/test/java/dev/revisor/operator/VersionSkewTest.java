package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.api.RunStatus;
import dev.revisor.api.SchemaMigration;
import dev.revisor.engine.result.RunResult;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The runner lives in images of users, and is of any age: what the first version took and gave
/// stays in files, and what a later one may give is made up. Do not bring these files up to date.
class VersionSkewTest {
  private static final Path FOLDER = Path.of("src/test/resources/dev/revisor/operator");

  @Test
  void theFirstRunnerIsAskedForNothingThatItLacks() {
    var known = read("skew/oldest-options.txt").lines().toList();
    assertThat(options("jobs/smallest/in.yaml")).isNotEmpty().isSubsetOf(known);
    assertThat(options("jobs/url-in-a-secret/in.yaml")).isSubsetOf(known);
  }

  @Test
  void itIsAskedForMoreOnlyWhereTheSpecAsksForMore() {
    var known = read("skew/oldest-options.txt").lines().toList();
    assertThat(options("jobs/everything/in.yaml").stream().filter(one -> !known.contains(one)))
        .containsExactly("--rehearse");
  }

  @Test
  void whatTheFirstRunnerSaidIsUnderstood() {
    var run = verdict("skew/oldest-result.json");
    assertThat(run.succeeded()).isTrue();
    assertThat(run.to()).containsExactly("b2");
    assertThat(run.database()).isEqualTo("7/shop");
    assertThat(run.approvedPlan()).isNull();
  }

  @Test
  void whatALaterRunnerSaysIsUnderstoodAsFarAsItGoes() {
    var run = verdict("skew/newer-result.json");
    assertThat(run.succeeded()).isFalse();
    assertThat(run.blame()).isEqualTo(RunStatus.Fault.USER);
    assertThat(run.reason()).isEqualTo(Reason.InvalidConfiguration);
    assertThat(run.error()).contains("not before full moon");
    assertThat(run.pending()).isEqualTo(1);
    var observed =
        Observations.some()
            .jobs(Runs.job(1, Runs.ended(JobView.Cause.NONE, result("skew/newer-result.json"))))
            .database(Observations.read("a1"))
            .build();
    var decision = Decider.decide(observed, Ledger.of(observed), Observations.NOW);
    assertThat(decision).isInstanceOf(Decision.Refuse.class);
  }

  private static List<String> options(String file) {
    var resource = Serialization.unmarshal(read(file), SchemaMigration.class);
    var job =
        SentJob.of(
            new JobFactory.Order(
                Observations.SHOP, resource.getSpec(), Grants.NONE, new Realm("c1", List.of("*"))),
            1,
            new RunKey("g", "a"));
    return job.getSpec().getTemplate().getSpec().getContainers().getFirst().getArgs().stream()
        .filter(argument -> argument.startsWith("-"))
        .distinct()
        .toList();
  }

  private static RunStatus verdict(String file) {
    var ending = (JobView.State.Ended) Runs.ended(JobView.Cause.NONE, result(file));
    var job = Runs.job(1, ending);
    return Verdict.of(job, ending.ending(), Observations.read("a1")).orElseThrow();
  }

  private static RunResult result(String file) {
    return RunResult.parse(read(file));
  }

  private static String read(String file) {
    try {
      return Files.readString(FOLDER.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
