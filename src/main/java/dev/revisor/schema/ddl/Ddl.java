package dev.revisor.schema.ddl;

import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The statements for one object, whatever its kind.
///
/// @param serverVersion PostgreSQL's major version
/// @param casts how columns get from type to type
public record Ddl(int serverVersion, Casts casts) {
  /// What makes an object that is not part of a new table: see [TableDdl#create] for that.
  ///
  /// @param value of a new column its default or generation expression
  /// @param table of a part its table
  public List<Stage> create(
      SchemaObject object,
      @Nullable SchemaObject value,
      @Nullable SchemaObject table,
      Manner manner) {
    return switch (object.id().kind()) {
      case COLUMN -> ColumnDdl.add(object, value, manner);
      case CONSTRAINT ->
          ConstraintDdl.create(object, manner, table != null && table.is("partitionBy"));
      case INDEX -> IndexDdl.create(object, manner);
      case DOMAIN_CONSTRAINT -> DomainCheckDdl.create(object, manner);
      default -> List.of(Stage.of(plainCreate(object)));
    };
  }

  private static List<String> plainCreate(SchemaObject object) {
    return switch (object.id().kind()) {
      case ENUM, DOMAIN, COMPOSITE, RANGE -> with(TypeDdl.create(object), object);
      case SEQUENCE -> with(SequenceDdl.create(object), object);
      case VIEW, MATERIALIZED_VIEW -> ViewDdl.create(object);
      case ROUTINE -> RoutineDdl.create(object);
      case POLICY -> PolicyDdl.create(object);
      case DEFAULT -> DefaultDdl.create(object);
      case DEFAULT_PRIVILEGES, PUBLICATION_TABLE -> DatabaseDdl.create(object);
      default -> with(DatabaseDdl.create(object), object);
    };
  }

  private static List<String> with(List<String> statements, SchemaObject object) {
    var all = new ArrayList<>(statements);
    all.addAll(Attributes.create(object));
    return all;
  }

  /// A new domain with those checks that are made with it.
  public static List<String> domain(SchemaObject domain, List<SchemaObject> checks) {
    var clauses =
        checks.stream()
            .map(c -> "CONSTRAINT %s %s".formatted(c.id().detail(), c.get("definition")))
            .toList();
    var statements = new ArrayList<>(with(TypeDdl.createDomain(domain, clauses), domain));
    checks.forEach(check -> statements.addAll(Attributes.create(check)));
    return statements;
  }

  /// A new schema that an extension may have made already, without a claim on it.
  public static List<String> schemaUnlessThere(SchemaObject schema) {
    return with(List.of("CREATE SCHEMA IF NOT EXISTS " + schema.id().name()), schema);
  }

  /// A column of a typed table: what is said besides its name and type; empty where nothing is.
  public static String typedColumnLine(SchemaObject column, @Nullable SchemaObject value) {
    return ColumnDdl.typedDefinition(column, value);
  }

  /// A table's column as CREATE TABLE has it.
  public static String columnLine(SchemaObject column, @Nullable SchemaObject value) {
    return ColumnDdl.definition(column, value);
  }

  /// A table's column that brings its sequence with it.
  public static String serialLine(SchemaObject column) {
    var word =
        switch (column.get("type", "")) {
          case "smallint" -> "smallserial";
          case "integer" -> "serial";
          default -> "bigserial";
        };
    return column.id().detail() + " " + word;
  }

  /// A column that brings its sequence with it, for a table that is there. The sequence is the
  /// table owner's then, whoever runs this.
  public static List<String> addSerial(SchemaObject column) {
    var statements = new ArrayList<String>();
    statements.add(
        "ALTER TABLE %s ADD COLUMN %s".formatted(column.id().qualified(), serialLine(column)));
    statements.addAll(ColumnDdl.afterwards(column));
    return statements;
  }

  /// Whether a sequence is as one is by default that is made for a column.
  public static boolean hasDefaultOptions(SchemaObject sequence) {
    return SequenceOptions.parse(sequence.get("options", ""))
        .besidesDefaults(sequence.get("type", ""))
        .isEmpty();
  }

  /// What CREATE TABLE cannot say about a part made with the table.
  public static List<String> afterwards(SchemaObject part) {
    return part.id().kind() == Kind.COLUMN ? ColumnDdl.afterwards(part) : Attributes.create(part);
  }

  public List<Stage> drop(SchemaObject object, Manner manner) {
    return switch (object.id().kind()) {
      case COLUMN -> ColumnDdl.drop(object);
      case TABLE -> List.of(Stage.of(TableDdl.drop(object)));
      case CONSTRAINT -> List.of(Stage.of(ConstraintDdl.drop(object)));
      case INDEX -> IndexDdl.drop(object, manner);
      case DEFAULT -> List.of(Stage.of(DefaultDdl.drop(object)));
      default -> List.of(Stage.of(DatabaseDdl.drop(object)));
    };
  }

  public Alteration alter(SchemaObject from, SchemaObject to, Manner manner) {
    return switch (to.id().kind()) {
      case COLUMN -> ColumnDdl.alter(from, to, manner, casts);
      case TABLE -> TableDdl.alter(from, to);
      case CONSTRAINT -> ConstraintDdl.alter(from, to);
      case INDEX -> IndexDdl.alter(from, to);
      case DEFAULT -> DefaultDdl.alter(from, to, serverVersion);
      case ENUM, DOMAIN, COMPOSITE, RANGE -> and(TypeDdl.alter(from, to), from, to);
      case SEQUENCE -> and(SequenceDdl.alter(from, to), from, to);
      case VIEW, MATERIALIZED_VIEW -> ViewDdl.alter(from, to);
      case ROUTINE -> RoutineDdl.alter(from, to);
      case POLICY -> PolicyDdl.alter(from, to);
      case DOMAIN_CONSTRAINT -> DomainCheckDdl.alter(from, to);
      default -> DatabaseDdl.alter(from, to);
    };
  }

  private static Alteration and(Alteration alteration, SchemaObject from, SchemaObject to) {
    if (!(alteration instanceof Alteration.InPlace(var stages))) {
      return alteration;
    }
    var all = new ArrayList<>(stages);
    all.add(Stage.of(Attributes.alter(from, to)));
    return new Alteration.InPlace(all);
  }

  /// That a sequence is logged, or not.
  public static String persistence(SchemaObject sequence) {
    return SequenceDdl.persistence(sequence);
  }

  /// Whom a sequence belongs to.
  public static List<String> ownedBy(SchemaObject sequence) {
    return SequenceDdl.ownedBy(sequence);
  }

  /// A type out of the way of one of the same name.
  public static List<String> moveAside(SchemaObject type) {
    var statements = new ArrayList<String>();
    statements.add(
        "ALTER %s %s RENAME TO %s".formatted(word(type), type.id().qualified(), aside(type.id())));
    TypeDdl.multirange(type)
        .ifPresent(
            name -> {
              var multirange =
                  new ObjectId(
                      Kind.RANGE,
                      type.id().schema(),
                      name.substring(type.id().schema().length() + 1));
              statements.add("ALTER TYPE %s RENAME TO %s".formatted(name, aside(multirange)));
              statements.addAll(constructorsAside(type, multirange));
            });
    return statements;
  }

  /// The functions that make values of a range type have its name ("Range Types" in the manual).
  private static List<String> constructorsAside(SchemaObject type, ObjectId multirange) {
    var subtype = TypeDdl.subtype(type);
    var range = Names.schemaOf(type.id()) + aside(type.id());
    var rename = "ALTER FUNCTION %s(%s) RENAME TO %s";
    return List.of(
        rename.formatted(type.id().qualified(), subtype + ", " + subtype, aside(type.id())),
        rename.formatted(
            type.id().qualified(), subtype + ", " + subtype + ", text", aside(type.id())),
        rename.formatted(multirange.qualified(), "", aside(multirange)),
        rename.formatted(multirange.qualified(), range, aside(multirange)),
        rename.formatted(multirange.qualified(), "VARIADIC " + range + "[]", aside(multirange)));
  }

  /// Drops what was moved aside.
  public static List<String> dropAside(SchemaObject type) {
    return List.of(
        "DROP %s %s%s".formatted(word(type), Names.schemaOf(type.id()), aside(type.id())));
  }

  /// TYPE names a domain too.
  private static String word(SchemaObject type) {
    return type.id().kind() == Kind.COLLATION ? "COLLATION" : "TYPE";
  }

  private static String aside(ObjectId type) {
    var plain = type.name().replace("\"", "");
    return "\"" + plain.substring(0, Math.min(50, plain.length())) + "__old\"";
  }

  /// A constraint, an index or a sequence under another name.
  public static List<String> rename(SchemaObject from, SchemaObject to) {
    return switch (to.id().kind()) {
      case INDEX -> IndexDdl.rename(from, to);
      case SEQUENCE -> SequenceDdl.rename(from, to);
      default -> ConstraintDdl.rename(from, to);
    };
  }
}
