package dev.revisor.schema.diff;

import java.util.regex.Pattern;

/// Statements that run one by one, outside a transaction, as they can be run a second time: what
/// broke off half way is begun again.
final class Repeatable {
  private static final Pattern DROPS =
      Pattern.compile(
          "(?m)\\A((?:--.*\\R)*(?:ALTER TABLE (?:ONLY )?[^\\s(]+ DROP (?:CONSTRAINT|COLUMN)"
              + "|DROP INDEX CONCURRENTLY|DROP INDEX|DROP VIEW|DROP MATERIALIZED VIEW)) (?!IF )");
  private static final Pattern CREATES =
      Pattern.compile(
          "(?m)\\A((?:--.*\\R)*(?:ALTER TABLE (?:ONLY )?[^\\s(]+ ADD COLUMN"
              + "|CREATE (?:UNIQUE )?INDEX(?: CONCURRENTLY)?)) (?!IF )");

  private Repeatable() {}

  static String of(String statement) {
    var dropped = DROPS.matcher(statement).replaceFirst("$1 IF EXISTS ");
    return CREATES.matcher(dropped).replaceFirst("$1 IF NOT EXISTS ");
  }

  static Difference of(Difference difference) {
    return new Difference(
        difference.changes(),
        difference.parts().stream()
            .map(
                part ->
                    new Part(part.form(), part.statements().stream().map(Repeatable::of).toList()))
            .toList());
  }
}
