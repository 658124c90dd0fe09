package dev.revisor.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Where two trees differ, a line a place: `/spec/replicas: 1, but 2`. Numbers are equal by value.
final class Differences {
  private final List<String> found = new ArrayList<>();

  private Differences() {}

  static List<String> between(JsonNode one, JsonNode other) {
    var differences = new Differences();
    differences.compare("", one, other);
    return List.copyOf(differences.found);
  }

  private void compare(String path, JsonNode one, JsonNode other) {
    if (one.isObject() && other.isObject()) {
      var names = new TreeSet<String>();
      one.fieldNames().forEachRemaining(names::add);
      other.fieldNames().forEachRemaining(names::add);
      names.forEach(name -> compare(path + "/" + name, one.path(name), other.path(name)));
    } else if (one.isArray() && other.isArray() && one.size() == other.size()) {
      for (var i = 0; i < one.size(); i++) {
        compare(path + "/" + i, one.get(i), other.get(i));
      }
    } else if (!sameValue(one, other)) {
      found.add(path + ": " + text(one) + ", but " + text(other));
    }
  }

  private static boolean sameValue(JsonNode one, JsonNode other) {
    return (one.isNumber() && other.isNumber())
        ? one.decimalValue().compareTo(other.decimalValue()) == 0
        : one.equals(other);
  }

  private static String text(JsonNode node) {
    return node.isMissingNode() ? "nothing" : node.toString();
  }
}
