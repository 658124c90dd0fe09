package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;

/// Sequences. Whom one belongs to is said when both are there: [#ownedBy].
final class SequenceDdl {
  private SequenceDdl() {}

  static List<String> create(SchemaObject sequence) {
    var type = sequence.get("type", "bigint");
    var options = SequenceOptions.parse(sequence.get("options", "")).besidesDefaults(type);
    return List.of(
        "CREATE %sSEQUENCE %s%s%s"
            .formatted(
                sequence.is("unlogged") ? "UNLOGGED " : "",
                sequence.id().qualified(),
                type.equals("bigint") ? "" : " AS " + type,
                options.isEmpty() ? "" : " " + options));
  }

  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    var clauses = new ArrayList<String>();
    if (delta.changed("type")) {
      clauses.add("AS " + to.get("type"));
    }
    var before = SequenceOptions.parse(from.get("options", ""));
    var after = SequenceOptions.parse(to.get("options", ""));
    clauses.addAll(after.since(before));
    var alter = "ALTER SEQUENCE " + to.id().qualified();
    var name = Names.literal(to.id().qualified()) + "::regclass";
    var statements = new ArrayList<>(after.moved(before, name, clause -> alter + " " + clause));
    if (!clauses.isEmpty()) {
      statements.add(alter + " " + String.join(" ", clauses));
    }
    if (delta.changed("unlogged")) {
      statements.add(persistence(to));
    }
    if (delta.changed("ownedBy") && !to.is("ownedBy")) {
      statements.add(alter + " OWNED BY NONE");
    }
    return Alteration.inPlace(statements);
  }

  static String persistence(SchemaObject sequence) {
    return "ALTER SEQUENCE %s SET %s"
        .formatted(sequence.id().qualified(), sequence.is("unlogged") ? "UNLOGGED" : "LOGGED");
  }

  static List<String> rename(SchemaObject from, SchemaObject to) {
    return List.of(
        "ALTER SEQUENCE %s RENAME TO %s".formatted(from.id().qualified(), to.id().name()));
  }

  static List<String> ownedBy(SchemaObject sequence) {
    return List.of(
        "ALTER SEQUENCE %s OWNED BY %s"
            .formatted(sequence.id().qualified(), sequence.get("ownedBy", "NONE")));
  }
}
