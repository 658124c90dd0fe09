package dev.revisor.cli;

import dev.revisor.plan.ApprovedPlan;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The options that say which plans need an approval, and which plan has one.
final class ApprovalArguments implements Declared {
  private static final Pattern HASH = Pattern.compile("sha256:[0-9a-f]{64}");

  @Nullable Required approval;
  final List<String> approve = new ArrayList<>();

  @Override
  public void declare(Declaration command) {
    command
        .choice(
            "--approval",
            Required.class,
            "Which plans --approve must name: none, each, or those that lose data.",
            value -> approval = value)
        .repeatable(
            "--approve",
            "HASH",
            "Run the plan of this hash, or what is left of it; see 'plan'; repeatable.",
            approve);
  }

  /// Which plans need an approval.
  enum Required {
    never,
    always,
    destructive
  }

  /// Whoever names a plan wants that one and no other.
  Required required() {
    if (approval != null) {
      return approval;
    }
    return approve.isEmpty() ? Required.never : Required.always;
  }

  List<ApprovedPlan> approved() {
    return approve.stream().map(ApprovalArguments::plan).toList();
  }

  private static ApprovedPlan plan(String hash) {
    if (!HASH.matcher(hash).matches()) {
      throw Failure.usage(
          "--approve must be sha256: and 64 hexadecimal digits, as 'plan' prints it, was '"
              + hash
              + "'");
    }
    return new ApprovedPlan(hash);
  }
}
