package dev.revisor.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// A node is emptied while a migration runs on it, as an upgrade of the nodes does. Needs two nodes
/// that take pods: `dev/e2e --provider kind --workers 1`.
@Isolated("it drains nodes")
@Tag("two-nodes")
class DrainE2E {
  private static final String ALL = "510000000001,510000000002,510000000003";

  private final Stage stage = Stage.open("drain");
  private final String databaseNode = nodeOf("app=assets-db");

  @BeforeEach
  void startTheMigrationOnAnotherNodeThanTheDatabases() {
    assertThat(nodes()).as("nodes that take pods").hasSizeGreaterThan(1);
    stage.kubectl().run("cordon", databaseNode);
    stage.migrate(Migration.named("slow").image("localhost/revisor-sample:slow"));
    Await.until(
        "the first revision is applied, the second under way",
        Stage.PATIENCE,
        () -> stage.sql("SELECT to_regclass('public.step_1') IS NOT NULL"),
        "t"::equals);
    stage.kubectl().run("uncordon", databaseNode);
  }

  @AfterEach
  void leave() {
    nodes().forEach(node -> stage.kubectl().run("uncordon", node));
    stage.close();
  }

  @Test
  void theMigrationGoesOnOnTheOtherNode() {
    var drained = nodeOf("revisor.dev/name=slow");
    assertThat(drained).isNotEqualTo(databaseNode);
    stage
        .kubectl()
        .run(
            "drain",
            drained,
            "--ignore-daemonsets",
            "--delete-emptydir-data",
            "--force",
            "--timeout=120s");
    stage.awaitReady("slow", "True", "Succeeded");
    assertThat(stage.sql("SELECT string_agg(revision, ',' ORDER BY revision) FROM applied"))
        .isEqualTo(ALL);
    assertThat(stage.sql("SELECT string_agg(id, ',' ORDER BY id) FROM revisor.revision"))
        .isEqualTo(ALL);
    assertThat(stage.currentRevisions("slow")).containsExactly("510000000003");
  }

  private String nodeOf(String selector) {
    return stage
        .kubectl()
        .get("pods", "-l", selector)
        .path("items")
        .path(0)
        .path("spec")
        .path("nodeName")
        .asText();
  }

  private List<String> nodes() {
    var names = new ArrayList<String>();
    stage
        .kubectl()
        .get("nodes")
        .path("items")
        .forEach(node -> names.add(node.path("metadata").path("name").asText()));
    return names;
  }
}
