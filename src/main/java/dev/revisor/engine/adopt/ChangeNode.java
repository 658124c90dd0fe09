package dev.revisor.engine.adopt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// An element of a changelog, whether it is XML, YAML or JSON: attributes are what has one value,
/// children what has a structure.
///
/// @param attributes by name; the text of an element that has some is `text`
/// @param line where it stands, from 1
record ChangeNode(
    String name, Map<String, String> attributes, List<ChangeNode> children, int line) {
  static final String TEXT = "text";

  Optional<String> get(String attribute) {
    return Optional.ofNullable(attributes.get(attribute)).filter(value -> !value.isEmpty());
  }

  /// @return empty text where there is none
  String text(String attribute) {
    return attributes.getOrDefault(attribute, "");
  }

  boolean is(String attribute) {
    return text(attribute).equalsIgnoreCase("true");
  }

  /// The children of a name, also those in a list such as `columns` that YAML has around them.
  List<ChangeNode> all(String child) {
    var found = new ArrayList<ChangeNode>();
    for (var each : children) {
      if (each.name().equals(child)) {
        found.add(each);
      } else if (each.name().equals(child + "s")) {
        found.addAll(each.all(child));
      }
    }
    return found;
  }

  Optional<ChangeNode> first(String child) {
    return all(child).stream().findFirst();
  }
}
