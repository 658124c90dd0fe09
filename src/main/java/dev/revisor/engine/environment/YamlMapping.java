package dev.revisor.engine.environment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// The keys of one YAML mapping, read by name and form. What has not the form becomes a problem
/// with its position, and reads as absent, so that one pass finds all problems.
final class YamlMapping {
  private static final Set<String> NULLS = Set.of("", "~", "null");

  private final String prefix;
  private final String file;
  private final List<Problem> problems;
  private final Map<String, Node> values = new LinkedHashMap<>();
  private final Map<String, Node> keys = new LinkedHashMap<>();

  private YamlMapping(String prefix, String file, List<Problem> problems) {
    this.prefix = prefix;
    this.file = file;
    this.problems = problems;
  }

  static YamlMapping of(MappingNode node, String prefix, String file, List<Problem> problems) {
    var mapping = new YamlMapping(prefix, file, problems);
    for (var tuple : node.getValue()) {
      if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
        mapping.report(tuple.getKeyNode(), "a key must be plain text");
      } else if (mapping.values.containsKey(key.getValue())) {
        mapping.report(key, "key '" + prefix + key.getValue() + "' is there twice");
      } else {
        mapping.keys.put(key.getValue(), key);
        mapping.values.put(key.getValue(), tuple.getValueNode());
      }
    }
    return mapping;
  }

  Set<String> names() {
    return keys.keySet();
  }

  /// Reports every key that is not among `known`, with the nearest one.
  void allowOnly(List<String> known) {
    keys.forEach(
        (name, node) -> {
          if (!known.contains(name)) {
            var hint = Suggestion.nearest(name, known).map(s -> "; did you mean '" + s + "'?");
            var allowed = "; known keys are " + String.join(", ", known);
            report(node, "unknown key '" + prefix + name + "'" + hint.orElse(allowed));
          }
        });
  }

  /// Text; empty where the key is absent, or has no value (`key:`, `~`, `null`).
  Optional<String> text(String name) {
    return value(name).flatMap(node -> scalar(node).or(() -> wrong(name, "text", node)));
  }

  /// A value that `parse` understands, of which `form` tells the user.
  <T> Optional<T> parsed(String name, String form, Function<String, Optional<T>> parse) {
    return value(name)
        .flatMap(node -> scalar(node).flatMap(parse).or(() -> wrong(name, form, node)));
  }

  Optional<Integer> integer(String name, int least, int most) {
    return parsed(
        name,
        "a whole number from " + least + " to " + most,
        text ->
            text.matches("\\d{1,9}")
                ? Optional.of(Integer.parseInt(text)).filter(n -> n >= least && n <= most)
                : Optional.empty());
  }

  /// A list of texts; a single text counts as a list of one.
  Optional<List<String>> texts(String name) {
    return value(name)
        .flatMap(
            node ->
                scalars(node)
                    .or(() -> scalar(node).map(List::of))
                    .or(() -> wrong(name, "a list of texts, as in [a, b]", node)));
  }

  /// A list of which each item is read by `item`; items without the form are left out and reported.
  <T> List<T> items(String name, String form, Function<Node, Optional<T>> item) {
    var read = new ArrayList<T>();
    var node = value(name);
    if (node.isPresent() && !(node.get() instanceof SequenceNode)) {
      wrong(name, "a list, as in [a, b]", node.get());
    } else if (node.isPresent()) {
      for (var entry : ((SequenceNode) node.get()).getValue()) {
        item.apply(entry).or(() -> wrong(name, form, entry)).ifPresent(read::add);
      }
    }
    return read;
  }

  /// The mapping below a key, with a longer prefix in its messages.
  Optional<YamlMapping> mapping(String name) {
    return value(name)
        .flatMap(node -> asMapping(name).or(() -> wrong(name, "keys and values", node)));
  }

  /// As `mapping`, but says nothing when the value is something else.
  Optional<YamlMapping> asMapping(String name) {
    return values.get(name) instanceof MappingNode node
        ? Optional.of(of(node, prefix + name + ".", file, problems))
        : Optional.empty();
  }

  /// A problem at the value of `name`, whose name begins the message.
  void report(String name, String message) {
    value(name).ifPresent(node -> report(node, "'" + prefix + name + "' " + message));
  }

  static Optional<String> scalar(Node node) {
    return node instanceof ScalarNode scalar ? Optional.of(scalar.getValue()) : Optional.empty();
  }

  static Optional<List<String>> scalars(Node node) {
    if (!(node instanceof SequenceNode list)) {
      return Optional.empty();
    }
    var read = list.getValue().stream().flatMap(item -> scalar(item).stream()).toList();
    return Optional.of(read).filter(texts -> texts.size() == list.getValue().size());
  }

  /// The node of a key that has a value.
  private Optional<Node> value(String name) {
    return Optional.ofNullable(values.get(name)).filter(node -> !isNull(node));
  }

  /// Whether nothing is said: `~`, `null`, or nothing at all.
  static boolean isNull(Node node) {
    return node instanceof ScalarNode scalar
        && scalar.getScalarStyle() == ScalarStyle.PLAIN
        && NULLS.contains(scalar.getValue());
  }

  private <T> Optional<T> wrong(String name, String form, Node node) {
    var was = scalar(node).map(text -> ", was '" + text + "'").orElse("");
    report(node, "'" + prefix + name + "' must be " + form + was);
    return Optional.empty();
  }

  private void report(Node node, String message) {
    problems.add(YamlText.problem(file, node.getStartMark(), message));
  }
}
