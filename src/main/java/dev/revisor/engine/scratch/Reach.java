package dev.revisor.engine.scratch;

import dev.revisor.script.Lexeme;
import dev.revisor.script.Lexeme.Kind;
import dev.revisor.script.Lexemes;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/// Statements that reach beyond the database they run in: to what all databases of a server have in
/// common (manual, "Database Cluster"; catalogs with `relisshared`), to its files, programs and
/// sessions. Looked into are statements and the bodies of DO, with the strings that they may
/// EXECUTE; not what a function does that is called.
public final class Reach {
  private static final Set<String> SHARED =
      Set.of("ROLE", "USER", "GROUP", "DATABASE", "TABLESPACE", "SUBSCRIPTION");
  private static final Set<String> CALLS =
      Set.of(
          "pg_terminate_backend",
          "pg_cancel_backend",
          "pg_reload_conf",
          "pg_create_logical_replication_slot",
          "pg_create_physical_replication_slot",
          "pg_drop_replication_slot",
          "lo_import",
          "lo_export");

  /// After these, a call is only written down or named.
  private static final Set<String> DEFINITIONS =
      Set.of("ALTER", "DROP", "COMMENT", "GRANT", "REVOKE", "SECURITY");

  private static final Set<String> DEFINED =
      Set.of("FUNCTION", "PROCEDURE", "VIEW", "AGGREGATE", "OPERATOR", "TRIGGER", "RULE");

  private Reach() {}

  /// The words for which a statement is refused on a server that others use, as in `CREATE ROLE`.
  public static Optional<String> beyond(String statement) {
    var tokens = Lexemes.of(statement, Integer.MAX_VALUE);
    if (tokens.isEmpty()) {
      return Optional.empty();
    }
    if (tokens.getFirst().isWord("DO")) {
      return strings(tokens);
    }
    return at(tokens).or(() -> isDefinition(tokens) ? Optional.empty() : call(tokens));
  }

  /// The same of a text with any number of statements.
  public static Optional<String> within(String script) {
    return body(script);
  }

  /// Of a text that is run, or may be: a statement can begin anywhere.
  private static Optional<String> body(String text) {
    var tokens = Lexemes.of(text, Integer.MAX_VALUE);
    return IntStream.range(0, tokens.size())
        .filter(i -> tokens.get(i).kind() == Kind.WORD)
        .mapToObj(i -> at(statement(tokens, i)))
        .flatMap(Optional::stream)
        .findFirst()
        .or(() -> call(tokens))
        .or(() -> strings(tokens));
  }

  private static Optional<String> strings(List<Lexeme> tokens) {
    return tokens.stream()
        .filter(token -> token.kind() == Kind.STRING)
        .map(token -> body(content(token.text())))
        .flatMap(Optional::stream)
        .findFirst();
  }

  private static List<Lexeme> statement(List<Lexeme> tokens, int from) {
    var to = from;
    while (to < tokens.size() && !tokens.get(to).isSymbol(";")) {
      to++;
    }
    return tokens.subList(from, to);
  }

  /// What stands between the quotes of a string constant.
  private static String content(String constant) {
    if (constant.startsWith("$")) {
      var tag = constant.indexOf('$', 1) + 1;
      return constant.length() < 2 * tag ? "" : constant.substring(tag, constant.length() - tag);
    }
    var from = constant.indexOf('\'') + 1;
    var to = Math.max(from, constant.length() - 1);
    return constant.substring(from, to).replace("''", "'");
  }

  /// By the beginning of a statement.
  private static Optional<String> at(List<Lexeme> tokens) {
    var second = tokens.size() > 1 ? word(tokens.get(1)) : "";
    return switch (word(tokens.getFirst())) {
      case "CREATE" -> shared(tokens, 1).map(what -> "CREATE " + what);
      case "ALTER" ->
          second.equals("SYSTEM")
              ? Optional.of("ALTER SYSTEM")
              : shared(tokens, 1).map(what -> "ALTER " + what);
      case "DROP" ->
          second.equals("OWNED")
              ? Optional.of("DROP OWNED")
              : shared(tokens, 1).map(what -> "DROP " + what);
      case "REASSIGN" -> when(second.equals("OWNED"), "REASSIGN OWNED");
      case "COMMENT" -> shared(tokens, on(tokens)).map(what -> "COMMENT ON " + what);
      case "SECURITY" -> shared(tokens, on(tokens)).map(what -> "SECURITY LABEL ON " + what);
      case "GRANT", "REVOKE" -> privilege(tokens);
      case "COPY" -> copy(tokens);
      default -> Optional.empty();
    };
  }

  private static Optional<String> when(boolean holds, String words) {
    return holds ? Optional.of(words) : Optional.empty();
  }

  private static String word(Lexeme token) {
    return token.kind() == Kind.WORD ? token.text().toUpperCase(Locale.ROOT) : "";
  }

  /// The kind of shared object that is named at a place.
  private static Optional<String> shared(List<Lexeme> tokens, int place) {
    if (place >= tokens.size()) {
      return Optional.empty();
    }
    var kind = word(tokens.get(place));
    var isMapping = place + 1 < tokens.size() && tokens.get(place + 1).isWord("MAPPING");
    return when(SHARED.contains(kind) && !isMapping, kind);
  }

  /// The place behind the first ON; behind the end where there is none.
  private static int on(List<Lexeme> tokens) {
    return IntStream.range(0, tokens.size())
        .filter(i -> tokens.get(i).isWord("ON"))
        .map(i -> i + 1)
        .findFirst()
        .orElse(tokens.size());
  }

  /// Without ON, it is a membership in a role.
  private static Optional<String> privilege(List<Lexeme> tokens) {
    var verb = word(tokens.getFirst());
    var place = on(tokens);
    if (place == tokens.size()) {
      var names = tokens.stream().anyMatch(token -> token.isWord("TO") || token.isWord("FROM"));
      return when(names, verb + " of a role");
    }
    var kind = word(tokens.get(place));
    return when(SHARED.contains(kind) || kind.equals("PARAMETER"), verb + " ON " + kind);
  }

  private static Optional<String> copy(List<Lexeme> tokens) {
    var depth = 0;
    for (var i = 0; i + 1 < tokens.size(); i++) {
      var token = tokens.get(i);
      depth += token.isSymbol("(") ? 1 : token.isSymbol(")") ? -1 : 0;
      if (depth == 0 && (token.isWord("FROM") || token.isWord("TO"))) {
        var end = tokens.get(i + 1);
        return end.isWord("PROGRAM")
            ? Optional.of("COPY … PROGRAM")
            : when(end.kind() == Kind.STRING, "COPY of a server's file");
      }
    }
    return Optional.empty();
  }

  private static boolean isDefinition(List<Lexeme> tokens) {
    var verb = word(tokens.getFirst());
    return DEFINITIONS.contains(verb)
        || (verb.equals("CREATE")
            && tokens.stream().limit(5).map(Reach::word).anyMatch(DEFINED::contains)
            && tokens.stream().limit(5).map(Reach::word).noneMatch("MATERIALIZED"::equals));
  }

  private static Optional<String> call(List<Lexeme> tokens) {
    return IntStream.range(0, tokens.size() - 1)
        .filter(i -> tokens.get(i).isIdentifier() && tokens.get(i + 1).isSymbol("("))
        .mapToObj(i -> tokens.get(i).name())
        .filter(name -> name.startsWith("dblink") || CALLS.contains(name))
        .findFirst();
  }
}
