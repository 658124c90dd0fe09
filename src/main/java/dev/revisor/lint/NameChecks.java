package dev.revisor.lint;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.script.Lexeme;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// Names that the server cuts, or looks for in `search_path`.
final class NameChecks implements Check {
  static final Rule TOO_LONG =
      new Rule(
          "identifier-too-long",
          Level.ERROR,
          "An identifier is longer than 63 bytes.",
          "The server cuts it with a mere notice; two long names may become one.",
          "Shorten it.");
  static final Rule UNQUALIFIED =
      new Rule(
          "unqualified-name",
          Level.STYLE,
          "An object is named without its schema.",
          "Where it ends up depends on the search_path of who runs the script.",
          "schema.name, or SET search_path at the beginning of the section.");

  /// `NAMEDATALEN` - 1.
  private static final int LONGEST = 63;

  @Override
  public List<Rule> rules() {
    return List.of(TOO_LONG, UNQUALIFIED);
  }

  @Override
  public void look(Place place, Report report) {
    for (var lexeme : place.statement().lexemes()) {
      if (isTooLong(lexeme)) {
        var length = lexeme.name().getBytes(StandardCharsets.UTF_8).length;
        report.at(
            TOO_LONG,
            place,
            lexeme.start(),
            "this name has %d bytes; the server cuts it after %d".formatted(length, LONGEST),
            "a shorter name");
      }
    }
    var name = subject(place.command());
    var isSet = !place.known().resolve(Name.of("x")).schema().equals("public");
    if (!name.isEmpty() && !name.isQualified() && !isSet && !place.isNew(name)) {
      report.add(
          UNQUALIFIED,
          place,
          name + " has no schema: search_path decides where it is",
          "public." + name);
    }
  }

  private static boolean isTooLong(Lexeme lexeme) {
    var mayBe = lexeme.kind() == Lexeme.Kind.WORD || lexeme.kind() == Lexeme.Kind.QUOTED;
    return mayBe
        && lexeme.text().length() > LONGEST / 4
        && lexeme.name().getBytes(StandardCharsets.UTF_8).length > LONGEST;
  }

  private static Name subject(Command command) {
    return switch (command) {
      case Command.CreateTable create -> create.table();
      case Command.AlterTable alter -> alter.table();
      case Command.CreateIndex create -> create.table();
      case Command.CreateView create -> create.view();
      case Command.CreateType create -> create.type();
      case Command.CreateDomain create -> create.domain();
      case Command.CreateSequence create -> create.sequence();
      case Command.CreateRoutine create -> create.routine();
      case Command.CreateTrigger create -> create.table();
      case Command.Write write -> write.table();
      case Command.Drop drop -> dropped(drop);
      default -> Name.NONE;
    };
  }

  private static Name dropped(Command.Drop drop) {
    return switch (drop.kind()) {
      case SCHEMA, DATABASE, EXTENSION, OTHER -> Name.NONE;
      case TRIGGER, POLICY, RULE -> drop.on();
      case TABLE, FOREIGN_TABLE, VIEW, MATERIALIZED_VIEW, INDEX, SEQUENCE, TYPE, DOMAIN, ROUTINE ->
          drop.names().stream().filter(name -> !name.isQualified()).findFirst().orElse(Name.NONE);
    };
  }
}
