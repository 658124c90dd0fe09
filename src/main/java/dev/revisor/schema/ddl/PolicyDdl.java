package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Row security policies.
final class PolicyDdl {
  private PolicyDdl() {}

  static List<String> create(SchemaObject policy) {
    var statements = new ArrayList<String>();
    statements.add(
        "CREATE POLICY %s ON %s%s%s%s"
            .formatted(
                policy.id().detail(),
                policy.id().qualified(),
                policy.is("restrictive") ? " AS RESTRICTIVE" : "",
                policy.get("command", "ALL").equals("ALL") ? "" : " FOR " + policy.get("command"),
                clauses(policy)));
    statements.addAll(Attributes.create(policy));
    return statements;
  }

  private static String clauses(SchemaObject policy) {
    return " TO %s%s%s"
        .formatted(
            policy.get("roles", "PUBLIC"),
            policy.is("using") ? " USING (" + policy.get("using") + ")" : "",
            policy.is("check") ? " WITH CHECK (" + policy.get("check") + ")" : "");
  }

  /// ALTER POLICY takes no expression away.
  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    if (delta.changedBesides("roles", "using", "check")
        || from.is("using") && !to.is("using")
        || from.is("check") && !to.is("check")) {
      return new Alteration.Replace();
    }
    var statements = new ArrayList<String>();
    if (delta.changed("roles") || delta.changed("using") || delta.changed("check")) {
      statements.add(
          "ALTER POLICY %s ON %s%s".formatted(to.id().detail(), to.id().qualified(), clauses(to)));
    }
    statements.addAll(Attributes.alter(from, to));
    return Alteration.inPlace(statements);
  }
}
