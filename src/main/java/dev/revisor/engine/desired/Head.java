package dev.revisor.engine.desired;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a statement says to those that come before and behind it. Only statements that declare
/// objects, one by one and by their names, have one: what a call, a deed or a statement about
/// everything does cannot be told from its words.
///
/// @param made the name that is made, as [Words#key] gives it; empty: none, or one that PostgreSQL
///   chooses
/// @param schemas where names are made or looked for, as far as it says
/// @param changed the names that mean something else behind this statement than before it
/// @param reach whether more than these names may mean something else
record Head(String made, Set<String> schemas, Set<String> changed, Reach reach) {
  /// What a statement has to do with those that do not name the same.
  enum Reach {
    NAMED,
    /// A setting: for all that come behind it.
    SETTING,
    /// Schemas and extensions: names may be found elsewhere from now on.
    EVERYTHING
  }

  /// How many tokens tell what is made.
  private static final int FIRST = 16;

  private static final Set<String> ALTERED =
      Set.of(
          "table",
          "index",
          "sequence",
          "view",
          "type",
          "domain",
          "function",
          "procedure",
          "aggregate",
          "policy",
          "statistics");

  private static final Set<String> MADE = with(ALTERED, "trigger", "rule", "schema", "extension");

  /// Altered, too, where that is only who owns it.
  private static final Set<String> OWNED = with(ALTERED, "schema");

  private static final Set<String> MANNERS =
      Set.of("unlogged", "unique", "recursive", "materialized", "constraint");

  /// Settings that are not seen in what statements make but by the statements that are run again,
  /// behind the same settings.
  private static final Set<String> SETTINGS =
      Set.of(
          "statement_timeout",
          "lock_timeout",
          "idle_in_transaction_session_timeout",
          "transaction_timeout",
          "client_encoding",
          "check_function_bodies",
          "xmloption",
          "client_min_messages",
          "row_security",
          "default_tablespace",
          "default_table_access_method",
          "default_with_oids");

  private static final Optional<Head> OF_NO_CONSEQUENCE =
      Optional.of(new Head("", Set.of(), Set.of(), Reach.NAMED));

  private static Set<String> with(Set<String> kinds, String... more) {
    return Stream.concat(kinds.stream(), Stream.of(more)).collect(Collectors.toUnmodifiableSet());
  }

  static Optional<Head> of(Piece piece) {
    var first = Tokens.of(piece.text(), FIRST);
    if (piece.order() == Piece.Order.SETTING) {
      return setting(Tokens.of(piece.text()));
    }
    return switch (first.name(0)) {
      case "create" -> made(first, piece);
      case "alter" -> altered(Tokens.of(piece.text()));
      case "comment" -> OF_NO_CONSEQUENCE;
      case "grant", "revoke" -> privilege(Tokens.of(piece.text()));
      default -> Optional.empty();
    };
  }

  private static Optional<Head> setting(Tokens tokens) {
    if (tokens.isWord(0, "SELECT")) {
      var call = 1 + (tokens.isWord(1, "pg_catalog") && tokens.isSymbol(2, ".") ? 2 : 0);
      var isPath =
          tokens.isWord(call, "set_config")
              && tokens.isSymbol(call + 1, "(")
              && isString(tokens, call + 2, "search_path")
              && tokens.isSymbol(call + 3, ",")
              && tokens.isSymbol(call + 5, ",")
              && tokens.isWord(call + 6, "false")
              && tokens.size() == call + 8;
      return isPath ? set(path(tokens, call + 4, call + 5)) : Optional.empty();
    }
    var name = tokens.name(1);
    var isSet = tokens.isWord(0, "SET") && (tokens.isSymbol(2, "=") || tokens.isWord(2, "TO"));
    if (isSet && name.equals("search_path")) {
      return set(path(tokens, 3, tokens.size()));
    }
    var isHarmless =
        SETTINGS.contains(name)
            || name.equals("standard_conforming_strings") && tokens.isWord(3, "on");
    return isSet && isHarmless ? set(Set.of()) : Optional.empty();
  }

  private static Optional<Head> set(Set<String> schemas) {
    return Optional.of(new Head("", schemas, Set.of(), Reach.SETTING));
  }

  private static Set<String> path(Tokens tokens, int from, int to) {
    return tokens.all().subList(from, to).stream()
        .flatMap(token -> Words.of(token.text()).stream())
        .collect(Collectors.toUnmodifiableSet());
  }

  private static boolean isString(Tokens tokens, int at, String value) {
    return at < tokens.size() && tokens.all().get(at).text().equals("'" + value + "'");
  }

  private static Optional<Head> made(Tokens tokens, Piece piece) {
    var at = 1 + tokens.passed(1, "OR", "REPLACE");
    var isUnique = tokens.isWord(at, "UNIQUE");
    while (MANNERS.contains(tokens.name(at))) {
      at++;
    }
    var kind = tokens.name(at);
    if (!MADE.contains(kind)) {
      return Optional.empty();
    }
    at++;
    at += tokens.passed(at, "CONCURRENTLY");
    at += tokens.passed(at, "IF", "NOT", "EXISTS");
    var made = tokens.isWord(at, "ON") ? "" : tokens.name(at);
    var changed = new LinkedHashSet<>(Set.of(made));
    if (isUnique) {
      var whole = Tokens.of(piece.text());
      var table = whole.find(at, "ON") + 1;
      changed.add(whole.name(table + whole.passed(table, "ONLY")));
    }
    return switch (kind) {
      case "schema" -> holdsMore(piece) ? Optional.empty() : everything(made);
      case "extension" -> everything(made);
      default -> Optional.of(new Head(made, tokens.qualifiers(at), changed, Reach.NAMED));
    };
  }

  private static Optional<Head> everything(String made) {
    return Optional.of(new Head(made, Set.of(), Set.of(made), Reach.EVERYTHING));
  }

  /// Whether a schema is made together with what is in it.
  private static boolean holdsMore(Piece piece) {
    return Tokens.of(piece.text()).all().stream()
        .skip(1)
        .anyMatch(token -> token.isWord("CREATE") || token.isWord("GRANT"));
  }

  private static Optional<Head> altered(Tokens tokens) {
    var at = 1 + tokens.passed(1, "MATERIALIZED");
    var kind = tokens.name(at);
    at++;
    at += tokens.passed(at, "IF", "EXISTS");
    at += tokens.passed(at, "ONLY");
    var end = tokens.nameEnd(at);
    end = tokens.isSymbol(end, "(") ? tokens.closed(end) : end;
    if (tokens.hasRow(end, "OWNER", "TO") && tokens.size() == end + 3) {
      return OWNED.contains(kind) ? OF_NO_CONSEQUENCE : Optional.empty();
    }
    if (!ALTERED.contains(kind)
        || tokens.isWord(at, "ALL")
        || tokens.hasAny("RENAME", "DROP", "SCHEMA", "DEPENDS")) {
      return Optional.empty();
    }
    return tokens.addsForeignKeyOnly()
        ? OF_NO_CONSEQUENCE
        : Optional.of(new Head("", Set.of(), changed(tokens, at), Reach.NAMED));
  }

  /// What is altered, and what becomes a part of it.
  private static Set<String> changed(Tokens tokens, int name) {
    var changed = new LinkedHashSet<>(Set.of(tokens.name(name)));
    for (var at = name; at < tokens.size(); at++) {
      if (tokens.isWord(at, "PARTITION") || tokens.isWord(at, "INHERIT")) {
        changed.add(tokens.name(at + 1));
      }
    }
    return changed;
  }

  private static Optional<Head> privilege(Tokens tokens) {
    return tokens.hasAny("ON")
            && !tokens.hasAny("TABLES", "SEQUENCES", "FUNCTIONS", "ROUTINES", "PROCEDURES")
        ? OF_NO_CONSEQUENCE
        : Optional.empty();
  }
}
