package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import dev.revisor.script.Lexeme;
import dev.revisor.script.Lexemes;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Statements that cannot be loaded, in whatever order: which are at fault, which wait for each
/// other, and which only wait for those.
final class Stuck {
  private static final Set<String> KINDS =
      Set.of(
          "TABLE",
          "VIEW",
          "FUNCTION",
          "PROCEDURE",
          "AGGREGATE",
          "TYPE",
          "DOMAIN",
          "SEQUENCE",
          "SCHEMA",
          "COLLATION",
          "SERVER",
          "EXTENSION");

  /// The server's words, in English; in another language every statement counts as at fault.
  private static final Pattern MISSING =
      Pattern.compile("\"([^\"]+)\" does not exist|(?:function|procedure) ([^( ]+)\\(");

  private static final int HEAD = 12;

  private final List<Refused> refused;
  private final Map<String, Refused> makers = new HashMap<>();

  Stuck(List<Refused> refused) {
    this.refused = refused;
    refused.forEach(each -> made(each.piece()).ifPresent(name -> makers.put(name, each)));
  }

  List<Problem> problems() {
    var problems = new ArrayList<Problem>();
    for (var each : refused) {
      var cycle = cycle(each);
      if (!cycle.isEmpty()) {
        problems.add(each.problem("these wait for each other: " + shown(cycle)));
      } else if (awaited(each).isEmpty()) {
        problems.add(each.problem());
      }
    }
    return problems.isEmpty() ? refused.stream().map(Refused::problem).toList() : problems;
  }

  /// From a statement back to itself, each waiting for the next; empty where it does not lead back.
  private List<Refused> cycle(Refused start) {
    var way = new ArrayList<Refused>();
    for (var at = Optional.of(start); at.isPresent(); at = awaited(at.get())) {
      if (way.contains(at.get())) {
        return at.get() == start ? way : List.of();
      }
      way.add(at.get());
    }
    return List.of();
  }

  private static String shown(List<Refused> cycle) {
    return cycle.stream().map(Stuck::place).collect(Collectors.joining(", "));
  }

  private static String place(Refused refused) {
    var piece = refused.piece();
    var name = made(piece).map(made -> made + " in ").orElse("");
    return name + piece.file() + ":" + piece.statement().position().line();
  }

  /// The statement that makes what this one lacks, if one does.
  private Optional<Refused> awaited(Refused waiting) {
    if (!waiting.isMissing()) {
      return Optional.empty();
    }
    var found = MISSING.matcher(waiting.message());
    if (!found.find()) {
      return Optional.empty();
    }
    var name = found.group(1) == null ? found.group(2) : found.group(1);
    return Optional.ofNullable(makers.get(name.substring(name.lastIndexOf('.') + 1)))
        .filter(maker -> maker != waiting);
  }

  /// The name, without its schema, of what a statement creates.
  private static Optional<String> made(Piece piece) {
    var head = Lexemes.of(piece.text(), HEAD);
    if (!head.getFirst().isWord("CREATE")) {
      return Optional.empty();
    }
    var at = 1;
    while (at < head.size() && !isKind(head.get(at))) {
      at++;
    }
    at++;
    if (at + 3 < head.size() && head.get(at).isWord("IF")) {
      at += 3;
    }
    while (at + 2 < head.size() && head.get(at + 1).isSymbol(".")) {
      at += 2;
    }
    return at < head.size() ? Optional.of(head.get(at).name()) : Optional.empty();
  }

  private static boolean isKind(Lexeme token) {
    return token.kind() == Lexeme.Kind.WORD
        && KINDS.contains(token.text().toUpperCase(Locale.ROOT));
  }
}
