package dev.revisor.cli;

import dev.revisor.engine.environment.Configuration;
import dev.revisor.engine.run.SnapshotOptions;
import dev.revisor.engine.snapshot.SnapshotScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say what a run does when it finds that somebody changed the schema by hand.
final class DriftArguments {
  @Option(
      names = "--drift",
      paramLabel = "ignore|report|block",
      description = "When the schema was changed by hand: say nothing, tell of it, or refuse.")
  OnDrift drift = OnDrift.report;

  @Option(
      names = "--accept-drift",
      paramLabel = "FINGERPRINT",
      description = "Accept the schema as it is, if it has this fingerprint; any: whatever it is.")
  @Nullable String acceptDrift;

  /// What is done about changes made by hand when there is work.
  enum OnDrift {
    ignore,
    report,
    block
  }

  SnapshotOptions snapshots(Configuration.Schema schema) {
    var onDrift =
        switch (drift) {
          case ignore -> SnapshotOptions.OnDrift.IGNORE;
          case report -> SnapshotOptions.OnDrift.REPORT;
          case block -> SnapshotOptions.OnDrift.BLOCK;
        };
    return new SnapshotOptions(
        new SnapshotScope(schema.schemas(), schema.ignore()),
        onDrift,
        Optional.ofNullable(acceptDrift));
  }
}
