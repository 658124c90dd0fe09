package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Constraints of tables.
public final class ConstraintDdl {
  private static final String DISABLE =
      """
      DECLARE
          own record;
      BEGIN
          FOR own IN
              SELECT t.tgrelid::regclass AS on_table, t.tgname AS name
                FROM pg_catalog.pg_trigger t JOIN pg_catalog.pg_constraint c ON c.oid = t.tgconstraint
               WHERE c.conrelid = %s::regclass AND c.conname = %s AND t.tgrelid IN (%s)
          LOOP
              EXECUTE format('ALTER TABLE %%s DISABLE TRIGGER %%I', own.on_table, own.name);
          END LOOP;
      END""";

  private ConstraintDdl() {}

  /// As CREATE TABLE and ADD have it.
  public static String clause(SchemaObject constraint) {
    var definition = constraint.get("definition", "");
    if (constraint.is("options")) {
      var at =
          definition.indexOf(" DEFERRABLE") < 0
              ? definition.length()
              : definition.indexOf(" DEFERRABLE");
      definition =
          definition.substring(0, at)
              + OptionLists.with(constraint.get("options", ""))
              + definition.substring(at);
    }
    return "CONSTRAINT %s %s".formatted(constraint.id().detail(), definition);
  }

  /// @param partitioned a partitioned table takes neither CONCURRENTLY nor USING INDEX
  static List<Stage> create(SchemaObject constraint, Manner manner, boolean partitioned) {
    var alter = constraint.is("only") ? "ALTER TABLE ONLY " : "ALTER TABLE ";
    var add = alter + "%s ADD %s".formatted(constraint.id().qualified(), clause(constraint));
    var type = constraint.get("type", "");
    var checked = type.equals("CHECK") || type.equals("FOREIGN KEY") && !partitioned;
    var said = said(constraint);
    if (constraint.is("notValid")) {
      return List.of(Stage.of(joined(add + " NOT VALID", said)));
    }
    if (manner == Manner.PLAIN || constraint.get("definition", "").endsWith("NOT ENFORCED")) {
      return List.of(Stage.of(joined(add, said)));
    }
    if (checked) {
      return List.of(
          new Stage(
              Stage.Form.TRANSACTIONAL,
              Stage.Settling.WHEN_COMMITTED,
              joined(add + " NOT VALID", said)),
          Stage.of(alter(constraint) + " VALIDATE CONSTRAINT " + constraint.id().detail()));
    }
    return isPlainKey(constraint) && !partitioned
        ? usingIndex(constraint, said)
        : List.of(Stage.of(joined(add, said)));
  }

  /// Where rows are not checked against it, since somebody switched that off, they are not again.
  private static List<String> said(SchemaObject constraint) {
    var statements = new ArrayList<String>();
    statements.addAll(disable(constraint));
    statements.addAll(Attributes.create(constraint));
    return statements;
  }

  /// Its own triggers only, whose names are numbers of the database: `DISABLE TRIGGER ALL` would
  /// switch off those of users and of other keys too.
  private static List<String> disable(SchemaObject constraint) {
    if (!constraint.is("disabledOn")) {
      return List.of();
    }
    var tables =
        Arrays.stream(constraint.get("disabledOn", "").split(", "))
            .map(table -> Names.literal(table) + "::regclass")
            .collect(Collectors.joining(", "));
    return List.of(
        Enclosed.block(
            DISABLE.formatted(
                Names.literal(constraint.id().qualified()),
                Names.literal(Names.unquoted(constraint.id().detail())),
                tables)));
  }

  private static boolean isPlainKey(SchemaObject constraint) {
    var definition = constraint.get("definition", "");
    return !definition.contains(" WITHOUT OVERLAPS")
        && definition.matches(
            "(PRIMARY KEY|UNIQUE) (NULLS NOT DISTINCT )?\\([^()]*\\)( INCLUDE \\([^()]*\\))?( DEFERRABLE( INITIALLY DEFERRED)?)?");
  }

  /// The index first, without a lock that writers feel; then the constraint takes it over.
  private static List<Stage> usingIndex(SchemaObject constraint, List<String> said) {
    var definition = constraint.get("definition", "");
    var deferrable = definition.indexOf(" DEFERRABLE");
    var end = deferrable < 0 ? definition.length() : deferrable;
    var columns = definition.substring(definition.indexOf('('), end);
    var nulls = definition.contains("NULLS NOT DISTINCT") ? " NULLS NOT DISTINCT" : "";
    var index =
        "CREATE UNIQUE INDEX CONCURRENTLY %s ON %s %s%s%s"
            .formatted(
                constraint.id().detail(),
                constraint.id().qualified(),
                columns,
                nulls,
                OptionLists.with(constraint.get("options", "")));
    var add = takingOver(constraint, constraint.id().detail());
    return List.of(Stage.concurrent(List.of(index)), Stage.of(joined(add, said)));
  }

  private static String takingOver(SchemaObject constraint, String index) {
    var definition = constraint.get("definition", "");
    var deferrable = definition.indexOf(" DEFERRABLE");
    return "%s ADD CONSTRAINT %s %s USING INDEX %s%s"
        .formatted(
            alter(constraint),
            constraint.id().detail(),
            constraint.get("type"),
            index,
            deferrable < 0 ? "" : definition.substring(deferrable));
  }

  /// A partition's key whose index is part of an index of the table.
  ///
  /// @param part the index that the partition has as its part; `null`: it has none yet
  public static List<String> ofIndex(SchemaObject key, SchemaObject whole, @Nullable String part) {
    var isMade = !whole.get("definition", "").startsWith("ON ONLY ");
    var statements = new ArrayList<String>();
    if (isMade && part != null) {
      statements.add(takingOver(key, part));
    } else {
      statements.add("%s ADD %s".formatted(alter(key), clause(key)));
      statements.add(
          "ALTER INDEX %s ATTACH PARTITION %s.%s"
              .formatted(whole.id().qualified(), key.id().schema(), key.id().detail()));
    }
    statements.addAll(Attributes.create(key));
    return statements;
  }

  static List<String> drop(SchemaObject constraint) {
    return List.of(alter(constraint) + " DROP CONSTRAINT " + constraint.id().detail());
  }

  static List<String> rename(SchemaObject from, SchemaObject to) {
    return List.of(
        "%s RENAME CONSTRAINT %s TO %s".formatted(alter(to), from.id().detail(), to.id().detail()));
  }

  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    var isSwitchedOff = to.is("disabledOn") && !from.is("disabledOn");
    var besides =
        isSwitchedOff ? new String[] {"notValid", "disabledOn"} : new String[] {"notValid"};
    if (delta.changedBesides(besides) || to.is("notValid") && !from.is("notValid")) {
      return new Alteration.Replace();
    }
    var statements = new ArrayList<String>();
    if (delta.changed("notValid")) {
      statements.add(alter(to) + " VALIDATE CONSTRAINT " + to.id().detail());
    }
    if (isSwitchedOff) {
      statements.addAll(disable(to));
    }
    statements.addAll(Attributes.alter(from, to));
    return Alteration.inPlace(statements);
  }

  private static String alter(SchemaObject constraint) {
    return "ALTER TABLE " + constraint.id().qualified();
  }

  private static List<String> joined(String first, List<String> others) {
    var all = new ArrayList<String>();
    all.add(first);
    all.addAll(others);
    return all;
  }
}
