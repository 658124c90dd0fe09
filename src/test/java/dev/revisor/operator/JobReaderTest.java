package dev.revisor.operator;

import static dev.revisor.operator.Observations.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.api.Reason;
import dev.revisor.operator.JobView.Cause;
import dev.revisor.operator.JobView.State;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodCondition;
import io.fabric8.kubernetes.api.model.PodConditionBuilder;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What Jobs and pods look like in the words of Kubernetes, and what they mean.
class JobReaderTest {
  private static final String CREATED = "2026-01-01T11:00:00Z";
  private static final String JUST_CREATED = "2026-01-01T11:59:55Z";

  @ParameterizedTest
  @CsvSource({
    "ErrImagePull, ImagePullFailed",
    "ImagePullBackOff, ImagePullFailed",
    "InvalidImageName, ImagePullFailed",
    "ErrImageNeverPull, ImagePullFailed",
    "CreateContainerConfigError, ContainerConfigError",
    "CreateContainerError, ContainerConfigError",
    "RunContainerError, InvalidImage"
  })
  void whatKeepsAContainerFromStartingIsNamed(String word, Reason reason) {
    var pod = pod("{waiting: {reason: %s, message: because}}".formatted(word), "Pending");
    var state = (State.Starting) state(job(""), pod);
    assertThat(state.trouble().orElseThrow().reason()).isEqualTo(reason);
    assertThat(state.trouble().orElseThrow().message()).contains("because");
  }

  @Test
  void aPodThatIsJustBeingMadeIsNoTrouble() {
    var pod = pod("{waiting: {reason: ContainerCreating}}", "Pending");
    assertThat(state(job(""), pod)).isEqualTo(starting(CREATED));
  }

  @Test
  void aPodThatNoNodeTakesSaysWhy() {
    var pod =
        parse(
            Pod.class,
            """
            metadata: {name: shop-x, labels: {revisor.dev/uid: u1, revisor.dev/run: "3"}}
            spec: {containers: [{name: revisor, image: "shop:1"}]}
            status:
              phase: Pending
              conditions:
                - {type: PodScheduled, status: "False", reason: Unschedulable, message: too full}
            """);
    var state = (State.Starting) state(job(""), pod);
    assertThat(state.trouble().orElseThrow())
        .isEqualTo(new JobView.Trouble(Reason.Unschedulable, "no node takes the pod: too full"));
  }

  @Test
  void aJobThatGetsNoPodForSomeTimeIsHeldUpByAQuota() {
    var young = parse(Job.class, jobYaml(JUST_CREATED, ""));
    assertThat(state(young, null)).isEqualTo(starting(JUST_CREATED));
    var old = (State.Starting) state(job(""), null);
    assertThat(old.trouble().orElseThrow().reason()).isEqualTo(Reason.QuotaExceeded);
  }

  @Test
  void aContainerThatRunsRuns() {
    var pod = pod("{running: {startedAt: \"2026-01-01T11:00:00Z\"}}", "Running");
    assertThat(state(job(""), pod)).isEqualTo(new State.Running());
  }

  @Test
  void aContainerThatEndedRunsUntilItsJobSaysSo() {
    assertThat(state(job(""), ended(0, "Completed"))).isEqualTo(new State.Running());
  }

  @ParameterizedTest
  @CsvSource({
    "0, Completed, NONE",
    "1, Error, DIED",
    "137, OOMKilled, DIED",
    "143, Error, DIED",
    "2, Error, USAGE",
    "126, Error, NO_RUNNER",
    "127, Error, NO_RUNNER",
    "128, StartError, NO_RUNNER"
  })
  void howAContainerEndedWithoutAResult(int code, String word, Cause cause) {
    assertThat(ending(failed("PodFailurePolicy"), ended(code, word)).cause()).isEqualTo(cause);
  }

  @Test
  void aPodThatIsGoneOrWasEvictedDidNotDieByItself() {
    assertThat(ending(failed("BackoffLimitExceeded"), null).cause()).isEqualTo(Cause.POD_GONE);
    var evicted = ended(137, "Error");
    evicted.getStatus().setReason("Evicted");
    assertThat(ending(failed("BackoffLimitExceeded"), evicted).cause()).isEqualTo(Cause.POD_GONE);
  }

  @Test
  void aPodThatItsNodeGaveUpDidNotDieByItself() {
    var stopped = ended(137, "Error");
    stopped.getStatus().setConditions(List.of(disruption("False")));
    assertThat(ending(failed("BackoffLimitExceeded"), stopped).cause()).isEqualTo(Cause.DIED);
    stopped.getStatus().setConditions(List.of(disruption("True")));
    assertThat(ending(failed("BackoffLimitExceeded"), stopped).cause()).isEqualTo(Cause.POD_GONE);
  }

  private static PodCondition disruption(String status) {
    return new PodConditionBuilder()
        .withType("DisruptionTarget")
        .withStatus(status)
        .withReason("TerminationByKubelet")
        .build();
  }

  @Test
  void aJobThatIsOverRunsUntilItsPodIsSeenToBeOver() {
    var pod = pod("{running: {startedAt: \"2026-01-01T11:00:00Z\"}}", "Running");
    assertThat(state(complete(), pod)).isEqualTo(new State.Running());
    assertThat(state(failed("DeadlineExceeded"), pod)).isEqualTo(new State.Running());
    assertThat(state(complete(), ended(0, "Completed"))).isInstanceOf(State.Ended.class);
    assertThat(state(complete(), null)).isInstanceOf(State.Ended.class);
  }

  @Test
  void aPodThatFailedWithoutAContainerIsOver() {
    var evicted =
        parse(
            Pod.class,
            """
            metadata: {name: shop-x, labels: {revisor.dev/uid: u1, revisor.dev/run: "3"}}
            status: {phase: Failed, reason: Evicted}
            """);
    assertThat(ending(failed("BackoffLimitExceeded"), evicted).cause()).isEqualTo(Cause.POD_GONE);
    assertThat(new JobReader("u1", List.of(evicted), NOW).views(List.of())).isEmpty();
  }

  @Test
  void theDeadlineIsTheJobs() {
    assertThat(ending(failed("DeadlineExceeded"), null).cause()).isEqualTo(Cause.DEADLINE);
  }

  @Test
  void theResultIsReadFromTheTerminationMessage() {
    var pod = ended(0, "Completed");
    var terminated = pod.getStatus().getContainerStatuses().getFirst().getState().getTerminated();
    terminated.setMessage(Runs.result("id", "b2").toTerminationLog());
    var ending = ending(complete(), pod);
    assertThat(ending.result().orElseThrow().to()).isEqualTo(Observations.ids("b2"));
    assertThat(ending.imageId()).isEqualTo("shop@sha256:1");
    terminated.setMessage("{not a result");
    assertThat(ending(failed("BackoffLimitExceeded"), pod).result()).isEmpty();
  }

  @Test
  void aPodThatOutlivesItsJobStillRuns() {
    var pod = pod("{running: {startedAt: \"2026-01-01T11:00:00Z\"}}", "Running");
    var views = new JobReader("u1", List.of(pod), NOW).views(List.of());
    assertThat(views).extracting(JobView::state).containsExactly(new State.Running());
    var over = new JobReader("u1", List.of(ended(0, "Completed")), NOW).views(List.of());
    assertThat(over).isEmpty();
  }

  @Test
  void aJobOfADeletedResourceOfTheSameNameHasNoNumberHere() {
    var views = new JobReader("u2", List.of(), NOW).views(List.of(job("")));
    assertThat(views).extracting(JobView::run).containsExactly(0L);
  }

  @Test
  void aJobThatWeWithdrewIsKnownByItsMark() {
    var job = job("");
    job.getMetadata().getAnnotations().put(Labels.WITHDRAWN, "true");
    assertThat(state(job, null)).isEqualTo(new State.Withdrawn());
  }

  @Test
  void aJobThatEndedBeforeItsWithdrawalReachedItHasEnded() {
    var job = complete();
    job.getMetadata().getAnnotations().put(Labels.WITHDRAWN, "true");
    assertThat(state(job, ended(0, "Completed"))).isInstanceOf(State.Ended.class);
  }

  @Test
  void aNumberThatNobodyGaveIsNoNumber() {
    for (var run : List.of("", "-3", "three", "9".repeat(30))) {
      var job = job("");
      job.getMetadata().getLabels().put(Labels.RUN, run);
      assertThat(JobReader.run(job)).as(run).isZero();
    }
  }

  private static State state(Job job, @Nullable Pod pod) {
    var pods = pod == null ? List.<Pod>of() : List.of(pod);
    return new JobReader("u1", pods, NOW).views(List.of(job)).getFirst().state();
  }

  private static JobView.Ending ending(Job job, @Nullable Pod pod) {
    return ((State.Ended) state(job, pod)).ending();
  }

  private static Job complete() {
    return job("conditions: [{type: Complete, status: \"True\"}]");
  }

  private static Job failed(String reason) {
    return job("conditions: [{type: Failed, status: \"True\", reason: " + reason + "}]");
  }

  private static State starting(String since) {
    return new State.Starting(Instant.parse(since), Optional.empty());
  }

  private static Job job(String status) {
    return parse(Job.class, jobYaml(CREATED, status));
  }

  private static String jobYaml(String created, String status) {
    return """
    metadata:
      name: shop
      creationTimestamp: "%s"
      labels: {revisor.dev/uid: u1, revisor.dev/run: "3"}
      annotations: {revisor.dev/key: goal.attempt}
    status: {%s}
    """
        .formatted(created, status);
  }

  private static Pod ended(int code, String word) {
    return pod(
        "{terminated: {exitCode: %d, reason: %s, finishedAt: \"2026-01-01T11:30:00Z\"}}"
            .formatted(code, word),
        code == 0 ? "Succeeded" : "Failed");
  }

  private static Pod pod(String state, String phase) {
    return parse(
        Pod.class,
        """
        metadata: {name: shop-x, labels: {revisor.dev/uid: u1, revisor.dev/run: "3"}}
        spec: {containers: [{name: revisor, image: "shop:1"}]}
        status:
          phase: %s
          containerStatuses: [{name: revisor, imageID: "shop@sha256:1", state: %s}]
        """
            .formatted(phase, state));
  }

  private static <T> T parse(Class<T> type, String yaml) {
    return Serialization.unmarshal(yaml, type);
  }
}
