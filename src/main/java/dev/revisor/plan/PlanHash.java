package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.TransactionMode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// The identity of a plan: SHA-256 over this text in UTF-8, a line each, `\n` at the end of each:
///
///     plan 1
///     from <id> …                                                     sorted
///     target <id> …                                                   sorted
///     step <upgrade|downgrade> <id> <file|stored> <checksum> <revision|none>    in order
///     parameter <length of name>:<name>=<length of value>:<value>     sorted by name
///
/// Lengths count UTF-16 code units and keep names and values apart whatever they contain.
final class PlanHash {
  private PlanHash() {}

  static String of(Plan plan) {
    return "sha256:" + HexFormat.of().formatHex(digest(canonical(plan)));
  }

  static String canonical(Plan plan) {
    var text = new StringBuilder("plan 1\n");
    ids(text.append("from"), plan.from());
    ids(text.append("target"), plan.target());
    plan.steps().forEach(step -> step(text, step));
    plan.parameters()
        .forEach(
            (name, value) ->
                text.append("parameter ")
                    .append(name.length())
                    .append(':')
                    .append(name)
                    .append('=')
                    .append(value.length())
                    .append(':')
                    .append(value)
                    .append('\n'));
    return text.toString();
  }

  private static void step(StringBuilder text, Step step) {
    text.append("step ")
        .append(step.direction().word())
        .append(' ')
        .append(step.revision())
        .append(' ')
        .append(step.source().word())
        .append(' ')
        .append(step.checksum().hex())
        .append(' ')
        .append(word(step.transaction()))
        .append('\n');
  }

  private static String word(TransactionMode mode) {
    return switch (mode) {
      case REVISION -> "revision";
      case NONE -> "none";
    };
  }

  private static void ids(StringBuilder text, List<RevisionId> ids) {
    ids.forEach(id -> text.append(' ').append(id));
    text.append('\n');
  }

  private static byte[] digest(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
