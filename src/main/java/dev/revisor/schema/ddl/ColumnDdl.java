package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Columns of tables.
public final class ColumnDdl {
  private static final String ASKS = " is NOT NULL without a default";

  private ColumnDdl() {}

  /// As CREATE TABLE and ADD COLUMN have it, with its default or generation expression.
  static String definition(SchemaObject column, @Nullable SchemaObject value) {
    var text = new StringBuilder(column.id().detail()).append(' ').append(column.get("type"));
    if (column.is("serverOptions")) {
      text.append(" OPTIONS (").append(column.get("serverOptions")).append(')');
    }
    if (column.is("compression")) {
      // before everything that PostgreSQL's grammar takes for a constraint, COLLATE with it
      text.append(" COMPRESSION ").append(column.get("compression"));
    }
    if (column.is("collation")) {
      text.append(" COLLATE ").append(column.get("collation"));
    }
    if (value != null) {
      text.append(' ').append(DefaultDdl.clause(value));
    }
    if (column.is("identity")) {
      text.append(" GENERATED ").append(column.get("identity")).append(" AS IDENTITY");
      var options =
          SequenceOptions.parse(column.get("identityOptions", ""))
              .besidesDefaults(column.get("type", "bigint"));
      text.append(options.isEmpty() ? "" : " (" + options + ")");
    }
    return text.append(column.is("notNull") ? " NOT NULL" : "").toString();
  }

  static String typedDefinition(SchemaObject column, @Nullable SchemaObject value) {
    var said =
        (value == null ? "" : " " + DefaultDdl.clause(value))
            + (column.is("notNull") ? " NOT NULL" : "");
    return said.isEmpty() ? "" : column.id().detail() + " WITH OPTIONS" + said;
  }

  /// What CREATE TABLE cannot say about a column.
  static List<String> afterwards(SchemaObject column) {
    var statements = new ArrayList<String>();
    settings(column.with(noSettings()), column, statements);
    statements.addAll(IdentityDdl.persistence(column));
    if (column.is("ofView") && column.is("compression")) {
      statements.add(alter(column) + "SET COMPRESSION " + column.get("compression"));
    }
    statements.addAll(Attributes.create(column));
    return statements;
  }

  private static Map<String, @Nullable String> noSettings() {
    var none = new HashMap<String, @Nullable String>();
    none.put("storage", null);
    none.put("statistics", null);
    none.put("options", null);
    return none;
  }

  static List<Stage> add(SchemaObject column, @Nullable SchemaObject value, Manner manner) {
    if (column.is("inherited") || column.is("ofView")) {
      return List.of(Stage.of(afterwards(column)));
    }
    if (column.is("moved")) {
      return List.of(Stage.of(MovedColumn.create(column, value)));
    }
    var risky = column.is("notNull") && value == null && !column.is("identity");
    if (risky && manner == Manner.ONLINE) {
      return addRequired(column);
    }
    var add =
        "ALTER TABLE %s ADD COLUMN %s"
            .formatted(column.id().qualified(), definition(column, value));
    var note =
        Enclosed.comment(
                "decision: %s" + ASKS + ": this fails while the table has rows.",
                column.id().path())
            + "\n-- Give it a default, or add it nullable, fill it, and set NOT NULL afterwards.\n";
    var statements = new ArrayList<String>();
    statements.add((risky ? note : "") + add);
    statements.addAll(afterwards(column));
    return List.of(Stage.of(statements));
  }

  /// Whether a statement waits for somebody to fill a column.
  public static boolean asksForValues(String statement) {
    return statement.startsWith("-- decision: ") && statement.contains(ASKS);
  }

  /// Nullable first: what fills it goes between.
  private static List<Stage> addRequired(SchemaObject column) {
    var statements = new ArrayList<String>();
    var nullable = new HashMap<String, @Nullable String>();
    nullable.put("notNull", null);
    statements.add(
        "ALTER TABLE %s ADD COLUMN %s"
            .formatted(column.id().qualified(), definition(column.with(nullable), null)));
    statements.addAll(afterwards(column));
    var stages = new ArrayList<Stage>();
    stages.add(new Stage(Stage.Form.TRANSACTIONAL, Stage.Settling.WHEN_COMMITTED, statements));
    var note =
        Enclosed.comment(
                "decision: %s" + ASKS + ": what should be in it? Fill it here, in",
                column.id().path())
            + "\n"
            + Enclosed.comment(
                "batches: UPDATE %1$s SET %2$s = … WHERE %2$s IS NULL",
                column.id().qualified(), column.id().detail())
            + "\n";
    stages.addAll(notNullOnline(column, note));
    return stages;
  }

  static List<Stage> drop(SchemaObject column) {
    if (column.is("ofView")) {
      var bare = new SchemaObject(column.id(), new TreeMap<>(), column.position());
      var statements = new ArrayList<String>();
      settings(column, bare, statements);
      if (column.is("compression")) {
        statements.add(alter(column) + "SET COMPRESSION default");
      }
      statements.addAll(Attributes.alter(column, bare));
      return List.of(Stage.of(statements));
    }
    if (column.is("moved")) {
      return List.of(Stage.of(MovedColumn.moveAside(column)));
    }
    return column.is("inherited")
        ? List.of()
        : List.of(
            Stage.of(
                Enclosed.comment("data loss: the values of %s go", column.id().path())
                    + "\nALTER TABLE %s%s DROP COLUMN %s"
                        .formatted(
                            column.is("only") ? "ONLY " : "",
                            column.id().qualified(),
                            column.id().detail())));
  }

  public static Alteration alter(SchemaObject from, SchemaObject to, Manner manner, Casts casts) {
    var delta = new Delta(from, to);
    var first = new ArrayList<String>();
    var identity = IdentityDdl.alter(delta);
    var isAdded = to.is("identity") && !from.is("identity");
    var waits = isAdded && delta.changed("notNull") && manner == Manner.ONLINE;
    if (!waits) {
      first.addAll(identity);
    }
    if (delta.changed("type") || delta.changed("collation")) {
      // a sequence's bounds are within those of its type
      var bounded = from.is("identity") && Casts.narrows(from.get("type", ""), to.get("type", ""));
      first.add(bounded ? first.size() : 0, ColumnTypeDdl.change(from, to, casts));
    }
    settings(from, to, first);
    var stages = new ArrayList<Stage>();
    if (delta.changed("notNull") && !to.is("notNull")) {
      first.add(alter(to) + "DROP NOT NULL");
    }
    if (setAnew(delta, "compression")) {
      first.add(alter(to) + "SET COMPRESSION " + to.get("compression", "default"));
    }
    first.addAll(Attributes.alter(from, to));
    if (delta.changed("notNull") && to.is("notNull")) {
      if (manner == Manner.ONLINE) {
        stages.add(Stage.of(first));
        stages.addAll(notNullOnline(to, ""));
        stages.add(Stage.of(waits ? identity : List.of()));
        return new Alteration.InPlace(stages);
      }
      first.addFirst(alter(to) + "SET NOT NULL");
    }
    stages.add(Stage.of(first));
    return new Alteration.InPlace(stages);
  }

  /// A validated CHECK first, so that SET NOT NULL needs no scan (ALTER TABLE in the manual).
  private static List<Stage> notNullOnline(SchemaObject column, String note) {
    var table = "ALTER TABLE " + column.id().qualified();
    var name = checkName(column.id().name(), column.id().detail());
    return List.of(
        Stage.committed(
            "%s%s ADD CONSTRAINT %s CHECK (%s IS NOT NULL) NOT VALID"
                .formatted(note, table, name, column.id().detail())),
        Stage.of(
            table + " VALIDATE CONSTRAINT " + name,
            alter(column) + "SET NOT NULL",
            "-- revisor:allow drop-constraint NOT NULL says the same\n"
                + table
                + " DROP CONSTRAINT "
                + name));
  }

  /// Not the name that PostgreSQL 18 gives the NOT NULL itself.
  private static String checkName(String table, String column) {
    var plain = (table + "_" + column).replaceAll("[^A-Za-z0-9_]", "_").toLowerCase(Locale.ROOT);
    var name = plain.substring(0, Math.min(48, plain.length())) + "_is_not_null";
    return Character.isDigit(name.charAt(0)) ? "_" + name : name;
  }

  private static void settings(SchemaObject from, SchemaObject to, List<String> statements) {
    var delta = new Delta(from, to);
    if (setAnew(delta, "storage")) {
      // DEFAULT can be said since PostgreSQL 16
      var byDefault = from.get("storageByDefault", "DEFAULT");
      statements.add(alter(to) + "SET STORAGE " + to.get("storage", byDefault));
    }
    if (delta.changed("statistics")) {
      statements.add(alter(to) + "SET STATISTICS " + to.get("statistics", "-1"));
    }
    if (delta.changed("options")) {
      statements.addAll(
          OptionLists.alter(
              "ALTER TABLE " + to.id().qualified() + " ALTER COLUMN " + to.id().detail(),
              from.get("options", ""),
              to.get("options", "")));
    }
    if (delta.changed("serverOptions") && from.is("type")) {
      statements.addAll(
          OptionLists.alterServer(
              "ALTER FOREIGN TABLE " + to.id().qualified() + " ALTER COLUMN " + to.id().detail(),
              from.get("serverOptions", ""),
              to.get("serverOptions", "")));
    }
  }

  /// Whether a setting is said: it is another, or it goes with the type that the column had.
  private static boolean setAnew(Delta delta, String setting) {
    return delta.changed("type") || delta.changed("collation")
        ? delta.to().is(setting)
        : delta.changed(setting);
  }

  static String alter(SchemaObject column) {
    return "ALTER TABLE %s ALTER COLUMN %s "
        .formatted(column.id().qualified(), column.id().detail());
  }
}
