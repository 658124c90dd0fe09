package dev.revisor.engine.desired;

import java.util.Optional;

/// The one table or sequence that a statement is about, of those statements that can be run again
/// for it alone.
///
/// @param name without its schema, as [Words#key] gives it
/// @param part what others may see of it
record Subject(String name, Part part) {
  /// What a statement says of its table.
  enum Part {
    /// What others may need to refer to it: columns, keys.
    SHAPE,
    /// What nobody else needs: plain indexes, comments, privileges, its own foreign keys.
    ASIDE
  }

  static Optional<Subject> of(String statement) {
    var tokens = Tokens.of(statement);
    var name =
        switch (tokens.name(0)) {
          case "create" -> created(tokens);
          case "alter" -> altered(tokens);
          case "comment" -> commented(tokens);
          case "grant", "revoke" -> granted(tokens);
          default -> "";
        };
    return name.isEmpty() ? Optional.empty() : Optional.of(new Subject(name, part(tokens)));
  }

  private static Part part(Tokens tokens) {
    var isPlainIndex = tokens.hasRow(0, "CREATE", "INDEX");
    var isShape = tokens.isWord(0, "CREATE") || tokens.isWord(0, "ALTER");
    return isShape && !isPlainIndex && !tokens.addsForeignKeyOnly() ? Part.SHAPE : Part.ASIDE;
  }

  private static String created(Tokens tokens) {
    if (tokens.isWord(1, "SEQUENCE")) {
      return tokens.isWord(2, "IF") ? "" : tokens.name(2);
    }
    var table = 1 + tokens.passed(1, "UNLOGGED");
    if (tokens.isWord(table, "TABLE")) {
      return isPlainTable(tokens, table + 1) ? tokens.name(table + 1) : "";
    }
    var index = 1 + tokens.passed(1, "UNIQUE");
    return tokens.isWord(index, "INDEX") && !tokens.isWord(index + 1, "IF")
        ? indexed(tokens, index)
        : "";
  }

  private static String indexed(Tokens tokens, int index) {
    var name = index + 1 + tokens.passed(index + 1, "CONCURRENTLY");
    var on = tokens.isWord(name, "ON") ? name : name + 1;
    return tokens.isWord(on, "ON") ? tokens.name(on + 1 + tokens.passed(on + 1, "ONLY")) : "";
  }

  /// `t (…)`, with nothing taken from elsewhere: no heir, no partition, not made by a query.
  private static boolean isPlainTable(Tokens tokens, int name) {
    var open = tokens.nameEnd(name);
    if (open == name || !tokens.isSymbol(open, "(")) {
      return false;
    }
    var close = tokens.closed(open);
    for (var at = open + 1;
        at < close;
        at = tokens.isSymbol(at, "(") ? tokens.closed(at) : at + 1) {
      if (tokens.isWord(at, "LIKE")) {
        return false;
      }
    }
    for (var at = close; at < tokens.size(); at++) {
      if (!tokens.isWord(at, "WITH")
          && !tokens.isWord(at, "WITHOUT")
          && !tokens.isWord(at, "OIDS")
          && !tokens.isWord(at, "TABLESPACE")
          && !tokens.isWord(at, "USING")
          && !tokens.isWord(at - 1, "TABLESPACE")
          && !tokens.isWord(at - 1, "USING")) {
        if (!tokens.isSymbol(at, "(") || !tokens.isWord(at - 1, "WITH")) {
          return false;
        }
        at = tokens.closed(at) - 1;
      }
    }
    return true;
  }

  private static String altered(Tokens tokens) {
    if (tokens.isWord(1, "SEQUENCE")) {
      return tokens.isWord(2, "IF") ? "" : tokens.name(2);
    }
    var table = 2 + tokens.passed(2, "ONLY");
    var isElsewhere =
        tokens.isWord(table, "IF")
            || tokens.isWord(table, "ALL")
            || tokens.hasAny("INHERIT", "PARTITION", "OF", "TRIGGER", "RULE", "INDEX");
    return tokens.isWord(1, "TABLE") && !isElsewhere ? tokens.name(table) : "";
  }

  private static String commented(Tokens tokens) {
    var name = 3;
    if (!tokens.isWord(1, "ON")) {
      return "";
    }
    return switch (tokens.name(2)) {
      case "table", "sequence" -> tokens.name(name);
      case "column" -> {
        var end = tokens.nameEnd(name);
        yield end - name < 3 ? "" : Words.key(tokens.all().get(end - 3).name());
      }
      case "constraint" ->
          tokens.isWord(4, "ON") && !tokens.hasRow(5, "DOMAIN") ? tokens.name(5) : "";
      default -> "";
    };
  }

  private static String granted(Tokens tokens) {
    var on = tokens.find(1, "ON") + 1;
    var name = on + (tokens.isWord(on, "TABLE") || tokens.isWord(on, "SEQUENCE") ? 1 : 0);
    var end = tokens.nameEnd(name);
    return tokens.isWord(end, "TO") || tokens.isWord(end, "FROM") ? tokens.name(name) : "";
  }
}
