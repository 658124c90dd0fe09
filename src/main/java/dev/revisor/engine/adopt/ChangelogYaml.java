package dev.revisor.engine.adopt;

import dev.revisor.engine.environment.Problem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// Reads a changelog in YAML, or in JSON, which is YAML.
final class ChangelogYaml {
  private ChangelogYaml() {}

  /// The document as one node, whose child is `databaseChangeLog`.
  static Optional<ChangeNode> read(SourceFile file, List<Problem> problems) {
    var settings = LoadSettings.builder().setLabel(file.shown()).setUseMarks(true).build();
    try {
      return new Compose(settings).composeString(file.text()).map(node -> node("", node));
    } catch (MarkedYamlEngineException e) {
      var line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(0);
      problems.add(new Problem(file.shown(), line, 0, "no YAML: " + e.getProblem()));
    } catch (YamlEngineException e) {
      problems.add(new Problem(file.shown(), 0, 0, "no YAML: " + e.getMessage()));
    }
    return Optional.empty();
  }

  private static ChangeNode node(String name, Node node) {
    var made = new ChangeNode(name, new LinkedHashMap<>(), new ArrayList<>(), line(node));
    switch (node) {
      case ScalarNode scalar -> made.attributes().put(ChangeNode.TEXT, scalar.getValue());
      case MappingNode mapping -> mapping.getValue().forEach(entry -> put(made, entry));
      case SequenceNode sequence -> sequence.getValue().forEach(item -> put(made, item));
      default -> {}
    }
    return made;
  }

  private static void put(ChangeNode made, NodeTuple entry) {
    var key = entry.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "";
    if (entry.getValueNode() instanceof ScalarNode value) {
      made.attributes().put(key, value.getValue());
    }
    made.children().add(node(key, entry.getValueNode()));
  }

  /// An item of a list: mostly a mapping of one entry, whose key says what it is.
  private static void put(ChangeNode made, Node item) {
    if (item instanceof MappingNode mapping && mapping.getValue().size() == 1) {
      put(made, mapping.getValue().getFirst());
    } else {
      made.children().add(node("", item));
    }
  }

  private static int line(Node node) {
    return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(0);
  }
}
