package dev.revisor.schema.ddl;

import dev.revisor.schema.Kind;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Views and materialized views.
final class ViewDdl {
  private ViewDdl() {}

  static List<String> create(SchemaObject view) {
    var statements = new ArrayList<String>();
    if (view.id().kind() == Kind.MATERIALIZED_VIEW) {
      statements.add(
          "CREATE MATERIALIZED VIEW %s%s%s AS\n%s"
              .formatted(
                  view.id().qualified(),
                  view.is("accessMethod") ? " USING " + view.get("accessMethod") : "",
                  OptionLists.with(view.get("options", "")),
                  view.get("definition")));
    } else {
      statements.add("CREATE VIEW " + body(view));
    }
    statements.addAll(Attributes.create(view));
    return statements;
  }

  private static String body(SchemaObject view) {
    return "%s%s AS\n%s"
        .formatted(
            view.id().qualified(),
            OptionLists.with(view.get("options", "")),
            view.get("definition"));
  }

  /// CREATE OR REPLACE VIEW may only add columns at the end (CREATE VIEW in the manual).
  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    var statements = new ArrayList<String>();
    if (to.id().kind() == Kind.MATERIALIZED_VIEW) {
      if (delta.changedBesides("options", "clusterOn")) {
        return new Alteration.Replace();
      }
      var alter = "ALTER MATERIALIZED VIEW " + to.id().qualified();
      statements.addAll(OptionLists.alter(alter, from.get("options", ""), to.get("options", "")));
    } else if (delta.changed("definition") || delta.changed("columns")) {
      if (!(to.get("columns", "") + "\n").startsWith(from.get("columns", "") + "\n")) {
        return new Alteration.Replace();
      }
      statements.add("CREATE OR REPLACE VIEW " + body(to));
    } else {
      statements.addAll(
          OptionLists.alter(
              "ALTER VIEW " + to.id().qualified(), from.get("options", ""), to.get("options", "")));
    }
    statements.addAll(Attributes.alter(from, to));
    return Alteration.inPlace(statements);
  }
}
