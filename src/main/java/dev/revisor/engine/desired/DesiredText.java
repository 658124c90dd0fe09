package dev.revisor.engine.desired;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.scratch.Company;
import dev.revisor.engine.scratch.Moment;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/// What a source of the desired schema says.
///
/// @param texts by file, as it is shown
public record DesiredText(SortedMap<String, String> texts, Order order) {
  /// What the order of statements means.
  public enum Order {
    /// They run as they are written: there is one text.
    WRITTEN,
    /// A statement may come whenever it can.
    ANY
  }

  public DesiredText {
    texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
  }

  static DesiredText of(String file, String text) {
    return new DesiredText(new TreeMap<>(Map.of(file, text)), Order.WRITTEN);
  }

  /// Where it comes from and how it is loaded: what an edit leaves as it is.
  public List<String> place() {
    var facts = loading();
    facts.addAll(texts.keySet());
    return facts;
  }

  /// All that decides what it makes, on servers that are alike.
  public List<String> facts() {
    var facts = loading();
    texts.forEach(
        (file, text) -> {
          facts.add(file);
          facts.add(text);
        });
    return facts;
  }

  private List<String> loading() {
    return new ArrayList<>(List.of(order.name(), "layout " + Loading.LAYOUT));
  }

  /// What is different from the statements of an earlier text. That can be told where the order of
  /// statements means something.
  ///
  /// @return empty where it cannot
  public Optional<Edit> since(List<String> statements) {
    var problems = new ArrayList<Problem>();
    var sources = order == Order.WRITTEN ? sources(problems) : List.<SqlSource>of();
    return sources.isEmpty() || !problems.isEmpty()
        ? Optional.empty()
        : Optional.of(Edit.between(statements, sources.getFirst().pieces()));
  }

  /// Its statements, if they make the same each time: nothing in them asks for the time, or calls
  /// what may.
  public Optional<List<String>> repeatable() {
    var statements =
        sources(new ArrayList<>()).stream()
            .flatMap(source -> source.pieces().stream())
            .map(Piece::text)
            .toList();
    return statements.stream().noneMatch(Moment::decides)
        ? Optional.of(statements)
        : Optional.empty();
  }

  /// Loads it into an empty database.
  ///
  /// @param company who else is on the server
  /// @return everything that is wrong; empty when the schema is there
  public List<Problem> load(Connection scratch, Company company) {
    var problems = new ArrayList<Problem>();
    var sources = sources(problems);
    if (!problems.isEmpty()) {
      return problems;
    }
    var loader = new Loading(scratch, company);
    return switch (order) {
      case WRITTEN -> loader.inOrder(sources.getFirst().pieces());
      case ANY -> new AnyOrder(loader).load(sources);
    };
  }

  private List<SqlSource> sources(List<Problem> problems) {
    var sources = new ArrayList<SqlSource>();
    texts.forEach((file, text) -> sources.add(SqlSource.of(file, text, problems)));
    return sources;
  }
}
