package dev.revisor.cli;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.ddl.Manner;
import dev.revisor.schema.diff.AcrossVersions;
import dev.revisor.schema.diff.CatalogDiff;
import dev.revisor.schema.diff.Change;
import java.util.Locale;

/// Prints what differs between two schemas, and the SQL both ways.
record DifferencePrinter(Console console) {
  /// What is said in text.
  ///
  /// @param same when nothing differs
  /// @param different above the list of changes
  /// @param forwards above the SQL from the first to the second
  /// @param backwards above the SQL from the second to the first
  record Words(String same, String different, String forwards, String backwards) {}

  /// @return [ExitCode#DIFFERENT] if they differ
  ExitCode print(Catalog from, Catalog wanted, Words words) {
    var to = AcrossVersions.asOn(from, wanted);
    var forwards = CatalogDiff.between(from, to, Manner.PLAIN);
    var backwards = CatalogDiff.between(to, from, Manner.PLAIN);
    if (console.json()) {
      console.document(
          "Difference",
          json ->
              json.objects("changes", forwards.changes(), change -> write(json, change))
                  .text("upgradeSql", forwards.sql())
                  .text("downgradeSql", backwards.sql()));
    } else if (forwards.isEmpty()) {
      console.line(words.same());
    } else {
      console.line(words.different());
      forwards.changes().forEach(change -> console.line("  " + change.described()));
      console.line("\n-- " + words.forwards() + "\n");
      console.sql(forwards.sql() + "\n");
      console.line("-- " + words.backwards() + "\n");
      console.sql(backwards.sql() + "\n");
    }
    return forwards.isEmpty() ? ExitCode.SUCCESS : ExitCode.DIFFERENT;
  }

  private static void write(JsonWriter json, Change change) throws java.io.IOException {
    json.text("kind", change.object().kind().label())
        .text("object", change.object().path())
        .text("action", change.action().name().toLowerCase(Locale.ROOT))
        .text("message", change.described());
  }
}
