package dev.revisor.operator;

import dev.revisor.api.SchemaMigrationSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The command lines of Jobs, from the spec.
record JobArguments(SchemaMigrationSpec spec, Grants grants) {

  /// A look at the database: what the oldest runner knows.
  List<String> current() {
    var arguments = new ArrayList<>(List.of("current"));
    arguments.addAll(List.of("-d", spec.migrations().pathOrDefault(), "-o", "json"));
    option(arguments, "--version-table", spec.database().versionTable());
    return arguments;
  }

  /// What an older runner knows too, but for what the spec asks of a newer one: such a runner
  /// refuses to run rather than to leave it out.
  List<String> apply() {
    var arguments = new ArrayList<>(List.of("apply"));
    arguments.addAll(spec.allTargets());
    arguments.addAll(List.of("-d", spec.migrations().pathOrDefault(), "-o", "json"));
    var policy = spec.policyOrDefault();
    if (policy.allowsDowngrade()) {
      arguments.add("--allow-downgrade");
    }
    switch (policy.approvalOrDefault()) {
      case Never -> {}
      case Always -> option(arguments, "--approval", "always");
      case Destructive -> option(arguments, "--approval", "destructive");
    }
    grants.approvals().forEach(hash -> option(arguments, "--approve", hash));
    switch (policy.driftOrDefault()) {
      case Ignore -> option(arguments, "--drift", "ignore");
      case Report -> {}
      case Block -> option(arguments, "--drift", "block");
    }
    if (!grants.acceptedDrift().isEmpty()) {
      option(arguments, "--accept-drift", grants.acceptedDrift());
    }
    switch (policy.lintOrDefault()) {
      case Off -> {}
      case Warn -> option(arguments, "--lint", "warn");
      case Enforce -> option(arguments, "--lint", "enforce");
    }
    if (policy.rehearses()) {
      arguments.add("--rehearse");
    }
    option(arguments, "--baseline", policy.baseline());
    option(arguments, "--lock-timeout", policy.lockTimeout());
    option(arguments, "--statement-timeout", policy.statementTimeout());
    option(arguments, "--version-table", spec.database().versionTable());
    option(arguments, "--role", spec.database().role());
    new TreeMap<>(spec.parametersOrEmpty())
        .forEach((name, value) -> arguments.addAll(List.of("-x", name + "=" + value)));
    return arguments;
  }

  private static void option(List<String> arguments, String name, @Nullable String value) {
    if (value != null) {
      arguments.addAll(List.of(name, value));
    }
  }
}
