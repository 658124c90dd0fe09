package dev.revisor.engine.scratch;

import dev.revisor.engine.database.Identifier;
import dev.revisor.engine.database.Literal;
import dev.revisor.engine.database.SqlStates;
import dev.revisor.script.Lexeme;
import dev.revisor.script.Lexeme.Kind;
import dev.revisor.script.Lexemes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// The roles that statements take for granted: owners, grantees, those of policies. On a server
/// that was started for a scratch database nobody has made them.
public final class Roles {
  private static final Set<String> NO_ROLES =
      Set.of("public", "current_user", "current_role", "session_user", "user", "none", "default");

  private final Set<String> named = new TreeSet<>();
  private final Set<String> made = new TreeSet<>();

  /// Takes note of a statement.
  public void read(String statement) {
    var tokens = Lexemes.of(statement, Integer.MAX_VALUE);
    if (tokens.isEmpty()) {
      return;
    }
    makings(tokens);
    switch (tokens.getFirst().name()) {
      case "grant" -> granted(tokens, "TO");
      case "revoke" -> granted(tokens, "FROM");
      case "alter", "create", "drop", "set" -> others(tokens);
      case "reassign" -> {
        behind(tokens, "BY");
        behind(tokens, "TO");
      }
      case "comment" -> behind(tokens, "ROLE");
      default -> {}
    }
  }

  /// The names, without those that the statements make themselves.
  public Set<String> missing() {
    var missing = new TreeSet<>(named);
    missing.removeAll(made);
    missing.removeIf(
        name -> NO_ROLES.contains(name) || name.startsWith("pg_") || !Identifier.isValid(name));
    return missing;
  }

  /// Makes those that are not there, without the right to log in.
  public void provide(Connection connection) {
    var missing = new TreeSet<>(missing());
    if (missing.isEmpty()) {
      return;
    }
    try (var statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      var there = "SELECT rolname FROM pg_roles WHERE rolname = ANY (%s)";
      try (var rows = statement.executeQuery(there.formatted(Literal.array(missing)))) {
        while (rows.next()) {
          missing.remove(rows.getString(1));
        }
      }
      for (var name : missing) {
        statement.execute("CREATE ROLE " + new Identifier(name).quoted() + " NOLOGIN");
      }
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot make the roles of the scratch database");
    }
  }

  /// `CREATE ROLE name`, anywhere: the body of a DO may make it.
  private void makings(List<Lexeme> tokens) {
    for (var i = 0; i + 2 < tokens.size(); i++) {
      var kind = tokens.get(i + 1);
      if (tokens.get(i).isWord("CREATE")
          && (kind.isWord("ROLE") || kind.isWord("USER") || kind.isWord("GROUP"))
          && !tokens.get(i + 2).isWord("MAPPING")) {
        made.add(tokens.get(i + 2).name());
      }
    }
    if (tokens.getFirst().isWord("DO")) {
      tokens.stream()
          .filter(token -> token.kind() == Kind.STRING)
          .forEach(
              body -> makings(Lexemes.of(body.text().replaceAll("^\\$\\w*\\$|^'", " "), 100_000)));
    }
  }

  /// The grantees; the granted roles, too, where nothing is granted on an object.
  private void granted(List<Lexeme> tokens, String preposition) {
    var to = last(tokens, preposition);
    if (to < 0) {
      return;
    }
    list(tokens, to + 1);
    behind(tokens, "BY");
    if (tokens.stream().limit(to).noneMatch(token -> token.isWord("ON"))) {
      var isOption = tokens.size() > 3 && tokens.get(2).isWord("OPTION");
      list(tokens, isOption ? 4 : 1);
    }
  }

  private void others(List<Lexeme> tokens) {
    behind(tokens, "AUTHORIZATION");
    var isPolicy = tokens.size() > 1 && tokens.get(1).isWord("POLICY");
    var isMapping = tokens.size() > 2 && tokens.get(2).isWord("MAPPING");
    var isDefault = tokens.size() > 1 && tokens.get(1).isWord("DEFAULT");
    for (var i = 1; i < tokens.size(); i++) {
      var before = tokens.get(i - 1);
      var token = tokens.get(i);
      if ((before.isWord("OWNER") && token.isWord("TO"))
          || (i == 1 && token.isWord("ROLE"))
          || (before.isWord("OWNED")
              && token.isWord("BY")
              && i == 2
              && tokens.getFirst().isWord("DROP"))
          || (isDefault && before.isWord("FOR") && (token.isWord("ROLE") || token.isWord("USER")))
          || (isDefault && (token.isWord("TO") || (token.isWord("FROM"))))
          || (isMapping && token.isWord("FOR"))) {
        list(tokens, i + 1);
      } else if (isPolicy && token.isWord("TO") && !before.isWord("RENAME")) {
        list(tokens, i + 1);
      } else if (isPolicy && (token.isWord("USING") || token.isWord("WITH"))) {
        return;
      }
    }
  }

  private void behind(List<Lexeme> tokens, String word) {
    for (var i = 0; i + 1 < tokens.size(); i++) {
      if (tokens.get(i).isWord(word)) {
        list(tokens, i + 1);
      }
    }
  }

  private static int last(List<Lexeme> tokens, String word) {
    for (var i = tokens.size() - 1; i >= 0; i--) {
      if (tokens.get(i).isWord(word)) {
        return i;
      }
    }
    return -1;
  }

  /// Names from a place on, with commas between them.
  private void list(List<Lexeme> tokens, int from) {
    var names = new ArrayList<String>();
    var at = from;
    while (at < tokens.size()) {
      at += tokens.get(at).isWord("GROUP") && at + 1 < tokens.size() ? 1 : 0;
      var token = tokens.get(at);
      if (token.kind() == Kind.WORD || token.kind() == Kind.QUOTED) {
        names.add(token.name());
      }
      if (at + 1 >= tokens.size() || !tokens.get(at + 1).isSymbol(",")) {
        break;
      }
      at += 2;
    }
    named.addAll(names);
  }
}
