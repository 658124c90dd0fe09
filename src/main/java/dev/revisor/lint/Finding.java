package dev.revisor.lint;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.Position;
import java.util.Comparator;
import java.util.Optional;

/// What a rule found.
///
/// @param path the file, as the directory names it
/// @param position in the file
/// @param message one sentence, starting in lower case
/// @param alternative SQL to paste, or what to do; empty when there is nothing to say
/// @param suppression why it does not count: the reason that the author gives, or that the
///   downgrade only undoes its own upgrade; empty for a finding that counts
public record Finding(
    Rule rule,
    RevisionId revision,
    Part part,
    String path,
    Position position,
    String message,
    String alternative,
    Optional<String> suppression)
    implements Comparable<Finding> {
  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::position)
          .thenComparing((Finding finding) -> finding.rule().level())
          .thenComparing((Finding finding) -> finding.rule().id())
          .thenComparing(Finding::message);

  /// Whether `--lint enforce` refuses it.
  public boolean isRefused() {
    return suppression.isEmpty() && rule.level().isRefused();
  }

  public boolean isSuppressed() {
    return suppression.isPresent();
  }

  /// The same, not to count, unless it does not count already.
  public Finding suppressed(String reason) {
    var why = suppression.or(() -> Optional.of(reason));
    return new Finding(rule, revision, part, path, position, message, alternative, why);
  }

  /// The same elsewhere.
  public Finding at(Position other) {
    return new Finding(rule, revision, part, path, other, message, alternative, suppression);
  }

  /// In the order of the file.
  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /// `file:line:column: level: message [rule]`, as compilers print it.
  @Override
  public String toString() {
    return "%s:%s: %s: %s [%s]".formatted(path, position, rule.level().word(), message, rule.id());
  }
}
