package dev.revisor.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.revisor.support.Command;
import dev.revisor.support.PostgresServer;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The examples, run as their readers run them: by `dev/revisor` of this checkout.
class ExampleIT {
  @Test
  void theAssetsStoryRunsOnAnyPostgresql() {
    var database = PostgresServer.newDatabase();

    var told = Command.run(List.of("examples/01-assets/local", database.url())).orFail();

    assertThat(told)
        .containsSubsequence(
            "applied 3 revisions; now at c41f0b7d92ae",
            "undid 1 revision; now at 7de8469a594f",
            "undid 1 revision; now at 2ec8169a394e",
            "applied 2 revisions; now at c41f0b7d92ae",
            "(exit 5: as asked",
            "undid 1 revision; now at 7de8469a594f",
            "applied 1 revision; now at c41f0b7d92ae",
            "c41f0b7d92ae (head)");
    assertThat(database.list("SELECT version_num FROM revisor.version"))
        .containsExactly("c41f0b7d92ae");
    assertThat(database.list("SELECT count(*) FROM asset_types")).containsExactly("3");
  }
}
