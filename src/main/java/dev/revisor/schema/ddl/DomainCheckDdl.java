package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Checks of domains that are there already.
final class DomainCheckDdl {
  private DomainCheckDdl() {}

  /// Online, new values are checked first and those in tables afterwards: what waits for the scan
  /// of the tables holds no lock on the domain.
  static List<Stage> create(SchemaObject check, Manner manner) {
    var add = "%s ADD CONSTRAINT %s %s".formatted(alter(check), name(check), definition(check));
    var statements = new ArrayList<String>();
    var apart = manner == Manner.ONLINE && !check.is("notValid");
    statements.add(apart || check.is("notValid") ? add + " NOT VALID" : add);
    statements.addAll(Attributes.create(check));
    if (!apart) {
      return List.of(Stage.of(statements));
    }
    return List.of(
        new Stage(Stage.Form.TRANSACTIONAL, Stage.Settling.WHEN_COMMITTED, statements),
        Stage.of(validate(check)));
  }

  static String drop(SchemaObject check) {
    return alter(check) + " DROP CONSTRAINT " + name(check);
  }

  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    if (delta.changed("definition") || to.is("notValid")) {
      return new Alteration.Replace();
    }
    var statements = new ArrayList<String>();
    if (delta.changed("notValid")) {
      statements.add(validate(to));
    }
    statements.addAll(Attributes.alter(from, to));
    return Alteration.inPlace(statements);
  }

  private static String validate(SchemaObject check) {
    return alter(check) + " VALIDATE CONSTRAINT " + name(check);
  }

  private static String alter(SchemaObject check) {
    return "ALTER DOMAIN " + check.id().qualified();
  }

  private static String name(SchemaObject check) {
    return check.id().detail();
  }

  private static String definition(SchemaObject check) {
    return check.get("definition", "");
  }
}
