package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Functions and procedures.
final class RoutineDdl {
  private RoutineDdl() {}

  static List<String> create(SchemaObject routine) {
    var statements = new ArrayList<String>();
    statements.add(routine.get("definition", "").replaceFirst("^CREATE OR REPLACE ", "CREATE "));
    statements.addAll(Attributes.create(routine));
    return statements;
  }

  /// OR REPLACE can change neither the result nor the names of arguments, nor take a default away
  /// (CREATE FUNCTION in the manual).
  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    if (delta.changed("signature") || delta.changed("type") || defaults(to) < defaults(from)) {
      return new Alteration.Replace();
    }
    var statements = new ArrayList<String>();
    if (delta.changed("definition")) {
      statements.add(to.get("definition", ""));
    }
    statements.addAll(Attributes.alter(from, to));
    return Alteration.inPlace(statements);
  }

  private static int defaults(SchemaObject routine) {
    return Integer.parseInt(routine.get("defaults", "0"));
  }
}
