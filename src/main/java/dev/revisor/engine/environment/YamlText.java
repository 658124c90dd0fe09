package dev.revisor.engine.environment;

import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// YAML text as nodes with positions. All scalars stay text: the reader of a key knows its form.
/// Aliases are resolved by reference, never copied, so that a few lines cannot grow to gigabytes;
/// size and depth are bounded.
final class YamlText {
  private static final int MAX_CHARACTERS = 1 << 20;
  private static final int MAX_DEPTH = 50;

  private YamlText() {}

  /// The mapping at the top; empty for a text without a document. Problems are added to `problems`.
  static Optional<YamlMapping> parse(String text, String file, List<Problem> problems) {
    if (text.length() > MAX_CHARACTERS) {
      problems.add(new Problem(file, 0, 0, "longer than " + MAX_CHARACTERS + " characters"));
      return Optional.empty();
    }
    if (tooDeep(text)) {
      problems.add(new Problem(file, 0, 0, "nested deeper than " + MAX_DEPTH + " levels"));
      return Optional.empty();
    }
    try {
      return compose(text, file).flatMap(node -> mapping(node, file, problems));
    } catch (MarkedYamlEngineException e) {
      var mark = e.getProblemMark().or(e::getContextMark);
      var what = e.getProblem() == null ? e.getContext() : e.getProblem();
      problems.add(problem(file, mark, "not valid YAML: " + what));
    } catch (YamlEngineException e) {
      problems.add(new Problem(file, 0, 0, "not valid YAML: " + e.getMessage()));
    }
    return Optional.empty();
  }

  private static Optional<Node> compose(String text, String file) {
    var settings =
        LoadSettings.builder()
            .setLabel(file)
            .setAllowDuplicateKeys(true) // reported with the key's name by YamlMapping
            .setSchema(new FailsafeSchema())
            .setUseMarks(true)
            .build();
    return new Compose(settings).composeString(text);
  }

  private static Optional<YamlMapping> mapping(Node node, String file, List<Problem> problems) {
    if (node instanceof MappingNode mapping) {
      return Optional.of(YamlMapping.of(mapping, "", file, problems));
    }
    if (YamlMapping.isNull(node)) {
      return Optional.empty();
    }
    problems.add(problem(file, node.getStartMark(), "must hold keys and values, as in 'a: b'"));
    return Optional.empty();
  }

  /// The parser recurses, so that a text of nothing but brackets would exhaust its stack. Brackets
  /// in quotes are counted too, which no honest configuration notices.
  private static boolean tooDeep(String text) {
    var depth = 0;
    var dashes = 0;
    for (var i = 0; i < text.length(); i++) {
      switch (text.charAt(i)) {
        case '[', '{' -> depth++;
        case ']', '}' -> depth--;
        case '-', '?' -> dashes++;
        case ' ' -> {}
        default -> dashes = 0;
      }
      if (depth > MAX_DEPTH || dashes > 200) {
        return true;
      }
    }
    return false;
  }

  static Problem problem(String file, Optional<Mark> mark, String message) {
    return new Problem(
        file,
        mark.map(m -> m.getLine() + 1).orElse(0),
        mark.map(m -> m.getColumn() + 1).orElse(0),
        message);
  }
}
