package dev.revisor.cli;

import dev.revisor.engine.environment.Configuration;
import dev.revisor.engine.run.SnapshotOptions;
import dev.revisor.engine.snapshot.SnapshotScope;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The options that say what a run does when it finds that somebody changed the schema by hand.
final class DriftArguments implements Declared {
  OnDrift drift = OnDrift.report;
  @Nullable String acceptDrift;

  @Override
  public void declare(Declaration command) {
    command
        .choice(
            "--drift",
            OnDrift.class,
            "When the schema was changed by hand: say nothing, tell of it, or refuse.",
            value -> drift = value)
        .option(
            "--accept-drift",
            "FINGERPRINT",
            "Accept the schema as it is, if it has this fingerprint; any: whatever it is.",
            value -> acceptDrift = value);
  }

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
