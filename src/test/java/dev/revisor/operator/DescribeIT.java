package dev.revisor.operator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.Command;
import dev.revisor.support.PostgresServer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `kubectl describe` tells what happened to a resource: once, in order, in words for people.
class DescribeIT {
  private static final Path KUBECTL =
      Path.of(Command.run(List.of("dev/cluster", "components")).orFail().strip(), "kubectl");

  private static final Pattern JOB = Pattern.compile("story-[0-9a-f]{10}");

  private final TestCluster cluster = TestCluster.shared();
  private final Sample sample =
      Sample.of("story", PostgresServer.port(), PostgresServer.newDatabase().name());

  @Test
  void theStoryOfAResource() {
    reach(sample, "Succeeded");
    reach(sample.target("a1a1"), "DowngradeDenied");
    reach(sample.target("a1a1").allowDowngrade(), "Succeeded");
    push("story:1", Images.revision("c3c3", "a1a1", "ALTER TABLE third ADD x int;", "SELECT 1;"));
    reach(sample.image("story:1"), "MigrationFailed");
    push("story:2", Images.table("c3c3", "a1a1", "third"));
    reach(sample.image("story:2"), "Succeeded");
    assertThat(events())
        .containsExactly(
            "Normal Running: Job story-1 is being started",
            "Normal Succeeded: the database is at b2b2",
            "Normal Running: Job story-2 is being started",
            "Warning DowngradeDenied: the target a1a1 is behind the database: b2b2 would be undone;"
                + " a downgrade must be allowed; spec.policy.downgrade: Allow permits it",
            "Normal Running: Job story-3 is being started",
            "Normal Succeeded: the database is at a1a1",
            "Normal Running: Job story-4 is being started",
            "Warning MigrationFailed: revision c3c3: versions/c3.sql:6:1: relation \"third\" does"
                + " not exist (SQLSTATE 42P01)",
            "Normal Running: Job story-5 is being started",
            "Normal Succeeded: the database is at c3c3");
    assertThat(conditions())
        .containsExactly(
            "Ready=True Succeeded: the database is at c3c3",
            "Reconciling=False Succeeded: the database is at c3c3",
            "Stalled=False Succeeded: the database is at c3c3",
            "Approved=True Succeeded: the database is at c3c3",
            "InSync=True Succeeded: the database is at c3c3");
  }

  private void push(String image, String script) {
    cluster.images().push(image, "a1.sql", Images.table("a1a1", "", "first"), "c3.sql", script);
  }

  private void reach(Sample wanted, String reason) {
    cluster.apply(wanted);
    cluster.awaitReason(wanted.name(), reason);
  }

  private String described() {
    return Command.run(
            List.of(
                KUBECTL.toString(),
                "--kubeconfig",
                cluster.kubeconfig().toString(),
                "--namespace",
                TestCluster.NAMESPACE,
                "describe",
                "schemamigration",
                sample.name()))
        .orFail();
  }

  /// Each Job by its number in place of its hash.
  private List<String> events() {
    var jobs = new ArrayList<String>();
    return described()
        .lines()
        .dropWhile(line -> !line.startsWith("Events:"))
        .skip(3)
        .map(line -> line.strip().split(" {2,}"))
        .map(words -> words[0] + " " + words[1] + ": " + words[4])
        .map(event -> JOB.matcher(event).replaceAll(job -> "story-" + number(job.group(), jobs)))
        .toList();
  }

  private static int number(String job, List<String> jobs) {
    if (!jobs.contains(job)) {
      jobs.add(job);
    }
    return jobs.indexOf(job) + 1;
  }

  private List<String> conditions() {
    var block =
        described()
            .lines()
            .dropWhile(line -> !line.equals("  Conditions:"))
            .skip(1)
            .takeWhile(line -> line.startsWith("    "))
            .map(line -> line.strip().split(": +", 2))
            .toList();
    return block.stream()
        .filter(line -> line[0].equals("Type"))
        .map(type -> block.subList(block.indexOf(type) - 5, block.indexOf(type) + 1))
        .map(DescribeIT::condition)
        .toList();
  }

  private static String condition(List<String[]> lines) {
    var fields = lines.stream().collect(Collectors.toMap(line -> line[0], line -> line[1]));
    return "%s=%s %s: %s"
        .formatted(
            fields.get("Type"), fields.get("Status"), fields.get("Reason"), fields.get("Message"));
  }
}
