package dev.revisor.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The lines of a catalog's text that say whose its objects are: one for most of them, with the
/// owner alone, and one for each other, with its id and who gave which privilege.
final class OwnershipText {
  static final char MARK = '@';

  private OwnershipText() {}

  static String of(Catalog catalog) {
    var objects = catalog.objects().values();
    var common = common(objects);
    var text = new StringBuilder();
    line(text, common.owner());
    for (var object : objects) {
      var whose = object.ownership();
      if (!whose.equals(Ownership.UNKNOWN) && !whose.equals(common)) {
        text.append(MARK);
        CanonicalText.field(text, whose.owner());
        CanonicalText.id(text, object.id());
        whose
            .givenBy()
            .forEach(
                (privilege, givers) -> {
                  CanonicalText.field(text, privilege);
                  CanonicalText.field(text, givers);
                });
        text.setCharAt(text.length() - 1, '\n');
      }
    }
    return text.toString();
  }

  private static void line(StringBuilder text, String owner) {
    text.append(MARK);
    CanonicalText.line(text, owner);
  }

  private static Ownership common(Collection<SchemaObject> objects) {
    return objects.stream()
        .map(SchemaObject::ownership)
        .filter(whose -> !whose.owner().isEmpty() && whose.givenBy().isEmpty())
        .collect(Collectors.groupingBy(whose -> whose, Collectors.counting()))
        .entrySet()
        .stream()
        .max(
            Map.Entry.<Ownership, Long>comparingByValue()
                .thenComparing(entry -> entry.getKey().owner(), Comparator.reverseOrder()))
        .map(Map.Entry::getKey)
        .orElse(Ownership.UNKNOWN);
  }

  /// The objects as those lines say.
  static List<SchemaObject> applied(List<List<String>> lines, List<SchemaObject> objects) {
    if (lines.isEmpty()) {
      return objects;
    }
    var common = new Ownership(lines.getFirst().getFirst(), Map.of());
    var others = new HashMap<ObjectId, Ownership>();
    for (var line : lines.subList(1, lines.size())) {
      var givenBy = new HashMap<String, String>();
      for (var at = 5; at < line.size(); at += 2) {
        givenBy.put(line.get(at), line.get(at + 1));
      }
      others.put(CanonicalText.id(line, 1), new Ownership(line.getFirst(), givenBy));
    }
    return objects.stream()
        .map(object -> object.of(others.getOrDefault(object.id(), common)))
        .toList();
  }
}
