package dev.revisor.schema.ddl;

import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import dev.revisor.schema.PrivilegeLines;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What belongs to the database or is a definition in one piece: extensions, servers, publications,
/// default privileges, triggers, rules and the like.
final class DatabaseDdl {
  private DatabaseDdl() {}

  static List<String> create(SchemaObject object) {
    var id = object.id();
    var name = Names.withArguments(id);
    var definition = object.get("definition", "");
    return switch (id.kind()) {
      case EXTENSION ->
          List.of("CREATE EXTENSION %s WITH SCHEMA %s".formatted(name, object.get("schema")));
      case SCHEMA -> List.of("CREATE SCHEMA " + name);
      case COLLATION -> List.of("CREATE COLLATION %s (%s)".formatted(name, definition));
      case FOREIGN_DATA_WRAPPER -> List.of(wrapper(object));
      case SERVER -> List.of(server(object));
      case AGGREGATE -> List.of("CREATE AGGREGATE %s (\n    %s\n)".formatted(name, definition));
      case OPERATOR ->
          List.of("CREATE OPERATOR %s (\n    %s\n)".formatted(id.qualified(), definition));
      case CAST -> List.of("CREATE CAST %s %s".formatted(name, definition));
      case EVENT_TRIGGER ->
          enabled(object, "CREATE EVENT TRIGGER %s %s".formatted(name, definition));
      case TRIGGER, RULE -> enabled(object, definition);
      case STATISTICS -> statistics(object);
      case PUBLICATION -> List.of(publication(object));
      case PUBLICATION_TABLE ->
          List.of("ALTER PUBLICATION %s ADD %s".formatted(id.schema(), member(object)));
      case DEFAULT_PRIVILEGES -> defaultPrivileges(null, object);
      default -> throw new IllegalStateException("no statement for " + id);
    };
  }

  static List<String> drop(SchemaObject object) {
    var id = object.id();
    return switch (id.kind()) {
      case TRIGGER, RULE, POLICY ->
          List.of("DROP %s %s ON %s".formatted(id.kind(), id.detail(), id.qualified()));
      case DOMAIN_CONSTRAINT -> List.of(DomainCheckDdl.drop(object));
      case PUBLICATION_TABLE ->
          List.of(
              "ALTER PUBLICATION %s DROP %s %s"
                  .formatted(id.schema(), object.get("type"), id.name()));
      case DEFAULT_PRIVILEGES -> defaultPrivileges(object, null);
      case SEQUENCE ->
          List.of(
              Enclosed.comment("data loss: the counter of %s goes", id.path())
                  + "\nDROP SEQUENCE "
                  + id.qualified());
      default -> List.of("DROP %s %s".formatted(Names.word(object), Names.withArguments(id)));
    };
  }

  /// What changes without a drop.
  static Alteration alter(SchemaObject from, SchemaObject to) {
    var delta = new Delta(from, to);
    var id = to.id();
    var statements = new ArrayList<String>();
    var word = "ALTER " + Names.word(to) + " " + id.qualified();
    switch (id.kind()) {
      case TRIGGER, RULE, EVENT_TRIGGER -> {
        if (delta.changedBesides("enabled")) {
          return new Alteration.Replace();
        }
        if (delta.changed("enabled")) {
          statements.add(enable(to));
        }
      }
      case STATISTICS -> {
        if (delta.changedBesides("target")) {
          return new Alteration.Replace();
        }
        if (delta.changed("target")) {
          statements.add(word + " SET STATISTICS " + to.get("target", "-1"));
        }
      }
      case EXTENSION -> {
        if (!to.is("relocatable")) {
          return new Alteration.Replace();
        }
        statements.add(word + " SET SCHEMA " + to.get("schema"));
      }
      case SERVER, FOREIGN_DATA_WRAPPER -> {
        if (delta.changedBesides("serverOptions", "version", "handler", "validator")
            || delta.changed("version") && !to.is("version")
            || id.kind() == Kind.FOREIGN_DATA_WRAPPER && delta.changedBesides("serverOptions")) {
          return new Alteration.Replace();
        }
        if (delta.changed("version")) {
          statements.add(word + " VERSION " + to.get("version"));
        }
        statements.addAll(
            OptionLists.alterServer(
                word, from.get("serverOptions", ""), to.get("serverOptions", "")));
      }
      case PUBLICATION -> {
        if (delta.changed("allTables")) {
          return new Alteration.Replace();
        }
        var options = new ArrayList<>(publicationOptions(to));
        options.removeAll(publicationOptions(from));
        if (!options.isEmpty()) {
          statements.add(word + " SET (" + String.join(", ", options) + ")");
        }
      }
      case DEFAULT_PRIVILEGES -> {
        return Alteration.inPlace(defaultPrivileges(from, to));
      }
      case SCHEMA -> {}
      default -> {
        if (delta.changedBesides()) {
          return new Alteration.Replace();
        }
      }
    }
    statements.addAll(Attributes.alter(from, to));
    return Alteration.inPlace(statements);
  }

  private static String wrapper(SchemaObject wrapper) {
    return "CREATE FOREIGN DATA WRAPPER %s%s%s%s"
        .formatted(
            wrapper.id().name(),
            wrapper.is("handler") ? " HANDLER " + wrapper.get("handler") : "",
            wrapper.is("validator") ? " VALIDATOR " + wrapper.get("validator") : "",
            options(wrapper));
  }

  private static String server(SchemaObject server) {
    return "CREATE SERVER %s%s%s FOREIGN DATA WRAPPER %s%s"
        .formatted(
            server.id().name(),
            server.is("type") ? " TYPE " + server.get("type") : "",
            server.is("version") ? " VERSION " + server.get("version") : "",
            server.get("wrapper"),
            options(server));
  }

  private static String options(SchemaObject object) {
    return object.is("serverOptions") ? " OPTIONS (" + object.get("serverOptions") + ")" : "";
  }

  private static List<String> statistics(SchemaObject object) {
    var statements = new ArrayList<String>();
    statements.add(object.get("definition", ""));
    if (object.is("target")) {
      statements.add(
          "ALTER STATISTICS %s SET STATISTICS %s"
              .formatted(object.id().qualified(), object.get("target")));
    }
    return statements;
  }

  private static String publication(SchemaObject publication) {
    return "CREATE PUBLICATION %s%s WITH (%s)"
        .formatted(
            publication.id().name(),
            publication.is("allTables") ? " FOR ALL TABLES" : "",
            publication.get("options"));
  }

  private static List<String> publicationOptions(SchemaObject publication) {
    return List.of(publication.get("options", "").split(", (?=publish)"));
  }

  private static String member(SchemaObject member) {
    return "%s %s%s%s"
        .formatted(
            member.get("type"),
            member.id().name(),
            member.is("columns") ? " (" + member.get("columns") + ")" : "",
            member.is("where") ? " WHERE (" + member.get("where") + ")" : "");
  }

  private static List<String> enabled(SchemaObject object, String create) {
    return object.is("enabled") ? List.of(create, enable(object)) : List.of(create);
  }

  private static String enable(SchemaObject object) {
    var id = object.id();
    var state = object.get("enabled", "ENABLE");
    return id.kind() == Kind.EVENT_TRIGGER
        ? "ALTER EVENT TRIGGER %s %s".formatted(id.name(), state)
        : "ALTER TABLE %s %s %s %s".formatted(id.qualified(), state, id.kind(), id.detail());
  }

  /// From one to the other; `null` stands for PostgreSQL's own.
  private static List<String> defaultPrivileges(
      @Nullable SchemaObject from, @Nullable SchemaObject to) {
    var id = (to == null ? Objects.requireNonNull(from) : to).id();
    var before = from == null ? byDefault(id) : PrivilegeLines.in(from.get("privileges", ""));
    var after = to == null ? byDefault(id) : PrivilegeLines.in(to.get("privileges", ""));
    var alter =
        "ALTER DEFAULT PRIVILEGES FOR ROLE %s%s "
            .formatted(id.name(), id.schema().isEmpty() ? "" : " IN SCHEMA " + id.schema());
    var statements = new ArrayList<String>();
    OwnersOwn.between(from, to, id.detail(), id.name()).forEach(own -> statements.add(alter + own));
    PrivilegeLines.toRevoke(minus(before, after))
        .forEach(
            (role, words) ->
                statements.add(
                    alter
                        + "REVOKE %s ON %s FROM %s"
                            .formatted(String.join(", ", words), id.detail(), role)));
    PrivilegeLines.toGrant(minus(after, before))
        .forEach(
            (role, words) ->
                statements.add(
                    alter
                        + "GRANT %s ON %s TO %s"
                            .formatted(String.join(", ", words), id.detail(), role)));
    return statements;
  }

  private static Set<String> minus(Set<String> all, Set<String> some) {
    var rest = new LinkedHashSet<>(all);
    rest.removeAll(some);
    return rest;
  }

  private static Set<String> byDefault(ObjectId id) {
    if (!id.schema().isEmpty()) {
      return Set.of();
    }
    return switch (id.detail()) {
      case "FUNCTIONS" -> Set.of("EXECUTE TO PUBLIC");
      case "TYPES" -> Set.of("USAGE TO PUBLIC");
      default -> Set.of();
    };
  }
}
