package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Option;
import dev.revisor.script.Lexeme;
import java.util.List;

/// Enums and domains.
final class TypeObjectChecks implements Check {
  static final Rule ENUM_POSITION =
      new Rule(
          "enum-value-position",
          Level.WARNING,
          "A value is added to an enum without a place.",
          "It comes last in the order of the type, which cannot be changed later.",
          "ALTER TYPE … ADD VALUE … AFTER …; its first use belongs in a later revision.");
  static final Rule ENUM_USED =
      new Rule(
          "enum-value-used-at-once",
          Level.WARNING,
          "A value is used in the transaction that adds it to an enum.",
          "The server refuses it (SQLSTATE 55P04): a new value counts once it is committed.",
          "A revision for each.");
  static final Rule DOMAIN =
      new Rule(
          "domain-constraint",
          Level.LOCKING,
          "A domain gets a constraint.",
          "Every table with a column of the domain is checked under a lock, now or at a change.",
          "A CHECK on the columns, or NOT VALID and VALIDATE CONSTRAINT in a later revision.");

  @Override
  public List<Rule> rules() {
    return List.of(ENUM_POSITION, ENUM_USED, DOMAIN);
  }

  private static void use(Place place, Report report) {
    var added = place.progress().enumValues();
    if (added.isEmpty() || place.command() instanceof Command.AddEnumValue) {
      return;
    }
    for (var lexeme : place.statement().lexemes()) {
      var text = lexeme.text();
      if (lexeme.kind() == Lexeme.Kind.STRING && added.contains(text)) {
        var message =
            "if %s is the value that was added above, the server refuses it".formatted(text);
        report.at(ENUM_USED, place, lexeme.start(), message, "a revision for each");
      }
    }
  }

  @Override
  public void look(Place place, Report report) {
    use(place, report);
    switch (place.command()) {
      case Command.AddEnumValue add -> value(add, place, report);
      case Command.CreateDomain(var domain, var options) -> {
        if (options.contains(Option.CHECK) || options.contains(Option.NOT_NULL)) {
          report.add(
              DOMAIN,
              place,
              "a later change of " + domain + "'s constraint checks all its tables under a lock",
              "CREATE DOMAIN " + domain + " without a constraint, and a CHECK on its columns");
        }
      }
      case Command.AlterDomain alter -> domain(alter, place, report);
      default -> {
        // no type
      }
    }
  }

  private static void value(Command.AddEnumValue add, Place place, Report report) {
    var type = add.type();
    var made = place.progress().made(place.known().resolve(type));
    if (!made && !add.options().contains(Option.POSITIONED)) {
      var value = add.value().replace("'", "''");
      report.add(
          ENUM_POSITION,
          place,
          "'" + value + "' comes last in the order of " + type,
          "ALTER TYPE %s ADD VALUE '%s' AFTER '…';".formatted(type, value));
    }
  }

  private static void domain(Command.AlterDomain alter, Place place, Report report) {
    var domain = alter.domain();
    var made = place.progress().made(place.known().resolve(domain));
    if (!made && !alter.options().contains(Option.NOT_VALID)) {
      var addition =
          alter.options().contains(Option.CHECK)
              ? alter.addition()
              : "ADD CHECK (VALUE IS NOT NULL)";
      report.add(
          DOMAIN,
          place,
          "writes to every table with a column of " + domain + " wait while rows are checked",
          "ALTER DOMAIN %s %s NOT VALID; -- and VALIDATE CONSTRAINT in a later revision"
              .formatted(domain, addition));
    }
  }
}
