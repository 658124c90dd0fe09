package dev.revisor.schema.ddl;

import dev.revisor.schema.Kind;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// Enums, domains, composite and range types.
public final class TypeDdl {
  private TypeDdl() {}

  /// A new domain with the checks that are made with it.
  static List<String> createDomain(SchemaObject domain, List<String> checks) {
    var text = new StringBuilder(domain(domain));
    checks.forEach(check -> text.append("\n    ").append(check));
    return List.of(text.toString());
  }

  static List<String> create(SchemaObject type) {
    var name = type.id().qualified();
    return switch (type.id().kind()) {
      case ENUM ->
          List.of("CREATE TYPE %s AS ENUM (%s)".formatted(name, listed(lines(type, "labels"))));
      case COMPOSITE -> createComposite(type);
      case RANGE ->
          List.of("CREATE TYPE %s AS RANGE (\n    %s\n)".formatted(name, type.get("definition")));
      default -> List.of(domain(type));
    };
  }

  private static List<String> createComposite(SchemaObject type) {
    var statements = new ArrayList<String>();
    statements.add(
        "CREATE TYPE %s AS (%s)"
            .formatted(type.id().qualified(), block(lines(type, "attributes"))));
    byName(type, "attributeComments")
        .forEach((name, comment) -> statements.add(attributeComment(type, name, comment)));
    return statements;
  }

  private static String attributeComment(SchemaObject type, String attribute, String comment) {
    return "COMMENT ON COLUMN %s.%s IS %s".formatted(type.id().qualified(), attribute, comment);
  }

  /// The multirange type that came with a range type.
  static Optional<String> multirange(SchemaObject type) {
    var definition = type.get("definition", "");
    var at = definition.indexOf("MULTIRANGE_TYPE_NAME = ");
    return type.id().kind() == Kind.RANGE && at >= 0
        ? Optional.of(definition.substring(at + "MULTIRANGE_TYPE_NAME = ".length()))
        : Optional.empty();
  }

  /// What a range type is a range of.
  static String subtype(SchemaObject range) {
    var line = range.get("definition", "").lines().findFirst().orElse("");
    return line.replaceFirst("^SUBTYPE = ", "").replaceFirst(",$", "");
  }

  private static String block(List<String> lines) {
    return lines.isEmpty() ? "" : "\n    " + String.join(",\n    ", lines) + "\n";
  }

  private static String listed(List<String> labels) {
    var line = String.join(", ", labels);
    return line.length() <= 60 ? line : "\n    " + String.join(",\n    ", labels) + "\n";
  }

  private static String domain(SchemaObject domain) {
    return "CREATE DOMAIN %s AS %s%s%s%s"
        .formatted(
            domain.id().qualified(),
            domain.get("type"),
            domain.is("collation") ? " COLLATE " + domain.get("collation") : "",
            domain.is("default") ? " DEFAULT " + domain.get("default") : "",
            domain.is("notNull") ? " NOT NULL" : "");
  }

  static Alteration alter(SchemaObject from, SchemaObject to) {
    return switch (to.id().kind()) {
      case ENUM -> alterEnum(from, to);
      case DOMAIN -> alterDomain(new Delta(from, to));
      case COMPOSITE -> alterComposite(from, to);
      default -> new Alteration.Replace();
    };
  }

  /// New values are added where they belong; values in the same places under other names are
  /// renamed.
  private static Alteration alterEnum(SchemaObject from, SchemaObject to) {
    var old = lines(from, "labels");
    var now = lines(to, "labels");
    if (now.size() == old.size() && movesNone(old, now)) {
      return Alteration.inPlace(renames(to, old, now));
    }
    if (!isSubsequence(old, now)) {
      return new Alteration.Replace();
    }
    return new Alteration.InPlace(
        List.of(
            new Stage(
                Stage.Form.TRANSACTIONAL, Stage.Settling.WHEN_COMMITTED, additions(to, old, now))));
  }

  private static boolean movesNone(List<String> old, List<String> now) {
    for (var at = 0; at < old.size(); at++) {
      if (!old.get(at).equals(now.get(at))
          && (now.contains(old.get(at)) || old.contains(now.get(at)))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> renames(SchemaObject type, List<String> old, List<String> now) {
    var statements = new ArrayList<String>();
    for (var at = 0; at < old.size(); at++) {
      if (!old.get(at).equals(now.get(at))) {
        statements.add(
            "ALTER TYPE %s RENAME VALUE %s TO %s"
                .formatted(type.id().qualified(), old.get(at), now.get(at)));
      }
    }
    return statements;
  }

  private static boolean isSubsequence(List<String> part, List<String> whole) {
    var at = 0;
    for (var label : whole) {
      if (at < part.size() && part.get(at).equals(label)) {
        at++;
      }
    }
    return at == part.size();
  }

  private static List<String> additions(SchemaObject type, List<String> old, List<String> now) {
    var there = new HashSet<>(old);
    var statements = new ArrayList<String>();
    for (var at = 0; at < now.size(); at++) {
      if (there.contains(now.get(at))) {
        continue;
      }
      var place =
          now.subList(at, now.size()).stream().noneMatch(there::contains)
              ? ""
              : at > 0
                  ? " AFTER " + now.get(at - 1)
                  : " BEFORE " + now.stream().filter(there::contains).findFirst().orElseThrow();
      statements.add(
          "ALTER TYPE %s ADD VALUE %s%s".formatted(type.id().qualified(), now.get(at), place));
      there.add(now.get(at));
    }
    return statements;
  }

  private static Alteration alterDomain(Delta delta) {
    if (delta.changedBesides("default", "notNull")) {
      return new Alteration.Replace();
    }
    var statements = new ArrayList<String>();
    var alter = "ALTER DOMAIN " + delta.to().id().qualified();
    if (delta.changed("default")) {
      var value = delta.after("default");
      statements.add(alter + (value == null ? " DROP DEFAULT" : " SET DEFAULT " + value));
    }
    if (delta.changed("notNull")) {
      statements.add(alter + (delta.to().is("notNull") ? " SET NOT NULL" : " DROP NOT NULL"));
    }
    return Alteration.inPlace(statements);
  }

  /// New attributes come at the end: those that shall be elsewhere need another type.
  private static Alteration alterComposite(SchemaObject from, SchemaObject to) {
    var old = byName(from, "attributes");
    var now = byName(to, "attributes");
    var order = new LinkedHashSet<>(old.keySet());
    order.retainAll(now.keySet());
    order.addAll(now.keySet());
    if (!List.copyOf(order).equals(List.copyOf(now.keySet()))) {
      return new Alteration.Replace();
    }
    var statements = new ArrayList<String>();
    var alter = "ALTER TYPE " + to.id().qualified();
    old.forEach(
        (name, _) -> {
          if (!now.containsKey(name)) {
            statements.add(alter + " DROP ATTRIBUTE " + name);
          }
        });
    now.forEach(
        (name, type) -> {
          if (!old.containsKey(name)) {
            statements.add(alter + " ADD ATTRIBUTE " + name + " " + type);
          } else if (!type.equals(old.get(name))) {
            statements.add(alter + " ALTER ATTRIBUTE " + name + " SET DATA TYPE " + type);
          }
        });
    var oldComments = byName(from, "attributeComments");
    var comments = byName(to, "attributeComments");
    now.keySet().stream()
        .filter(name -> !Objects.equals(oldComments.get(name), comments.get(name)))
        .forEach(
            name ->
                statements.add(attributeComment(to, name, comments.getOrDefault(name, "NULL"))));
    return Alteration.inPlace(statements);
  }

  /// The names of a composite type's attributes, in their order.
  public static List<String> attributes(SchemaObject type) {
    return List.copyOf(byName(type, "attributes").keySet());
  }

  /// What a property says of each attribute, one a line.
  private static Map<String, String> byName(SchemaObject type, String property) {
    var byName = new LinkedHashMap<String, String>();
    for (var line : lines(type, property)) {
      var end = line.startsWith("\"") ? line.indexOf("\" ") + 1 : line.indexOf(' ');
      byName.put(line.substring(0, end), line.substring(end + 1));
    }
    return byName;
  }

  private static List<String> lines(SchemaObject type, String property) {
    var text = type.get(property, "");
    return text.isEmpty() ? List.of() : Arrays.asList(text.split("\n", -1));
  }
}
