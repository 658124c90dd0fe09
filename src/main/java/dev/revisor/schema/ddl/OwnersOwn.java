package dev.revisor.schema.ddl;

import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The privileges that owners have of their own objects, and give up or take again.
final class OwnersOwn {
  private OwnersOwn() {}

  /// Of a new object, which belongs to who makes it where owners are not looked at.
  static List<String> ofNew(SchemaObject bare, SchemaObject made) {
    return between(bare, made, Names.inGrant(made), made.get("owner", "CURRENT_ROLE"));
  }

  /// Of one that is there. Where owners are not looked at, it is asked for its own when the
  /// statement runs: who changes it need not be its owner.
  static List<String> alter(SchemaObject from, SchemaObject to) {
    var on = Names.inGrant(to);
    return to.is("owner")
        ? between(from, to, on, to.get("owner", ""))
        : between(from, to, on.replace("%", "%%"), "%I").stream()
            .map(statement -> forOwner(to, statement))
            .toList();
  }

  /// Of whatever has such privileges; `null` stands for what has all by default.
  static List<String> between(
      @Nullable SchemaObject from, @Nullable SchemaObject to, String on, String owner) {
    var before = lacking(from);
    var after = lacking(to);
    var given = minus(after, before);
    var taken = minus(before, after);
    var statements = new ArrayList<String>();
    if (!given.isEmpty()) {
      statements.add("REVOKE %s ON %s FROM %s".formatted(given, on, owner));
    }
    if (!taken.isEmpty()) {
      statements.add("GRANT %s ON %s TO %s".formatted(taken, on, owner));
    }
    return statements;
  }

  /// The privileges that an owner lacks of those that owners have by default.
  static List<String> lacking(@Nullable SchemaObject object) {
    return object != null && object.is("ownerLacks")
        ? List.of(object.get("ownerLacks", "").split(", "))
        : List.of();
  }

  private static String minus(List<String> words, List<String> others) {
    return words.stream().filter(word -> !others.contains(word)).collect(Collectors.joining(", "));
  }

  private static String forOwner(SchemaObject object, String statement) {
    return Enclosed.block(
        """
        BEGIN
            EXECUTE pg_catalog.format(%s,
                (SELECT pg_catalog.pg_get_userbyid(%s));
        END"""
            .formatted(Names.literal(statement), row(object)));
  }

  /// What gives the owner: a column, and the row of the object's catalog.
  private static String row(SchemaObject object) {
    var id = object.id();
    var name = Names.literal(id.qualified());
    var plain = Names.literal(Names.unquoted(id.name()));
    return switch (id.kind()) {
      case SCHEMA -> "nspowner) FROM pg_catalog.pg_namespace WHERE nspname = " + plain;
      case SERVER -> "srvowner) FROM pg_catalog.pg_foreign_server WHERE srvname = " + plain;
      case FOREIGN_DATA_WRAPPER ->
          "fdwowner) FROM pg_catalog.pg_foreign_data_wrapper WHERE fdwname = " + plain;
      case ENUM, DOMAIN, COMPOSITE, RANGE ->
          "typowner) FROM pg_catalog.pg_type WHERE oid = " + name + "::regtype";
      case ROUTINE, AGGREGATE ->
          "proowner) FROM pg_catalog.pg_proc WHERE oid = %s::regprocedure"
              .formatted(
                  Names.literal(
                      "%s(%s)".formatted(id.qualified(), object.get("argumentTypes", ""))));
      default -> "relowner) FROM pg_catalog.pg_class WHERE oid = " + name + "::regclass";
    };
  }
}
