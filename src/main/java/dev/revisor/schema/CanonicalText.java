package dev.revisor.schema;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/// A catalog as text, the same text for the same catalog: for snapshots, and hashed for
/// fingerprints. One line an object, one a property, one a dependency; fields are parted by tabs,
/// and tabs, line ends and backslashes in them are written with a backslash.
public final class CanonicalText {
  private static final String FORMAT = "revisor.catalog/1";

  private CanonicalText() {}

  /// The text of a snapshot; [#parse] reads it.
  public static String of(Catalog catalog) {
    var text = new StringBuilder();
    line(text, FORMAT, Integer.toString(catalog.serverVersion()));
    for (var object : catalog.objects().values()) {
      object(text, object, Integer.toString(object.position()));
    }
    for (var dependency : catalog.dependencies()) {
      text.append('>');
      id(text, dependency.dependent());
      id(text, dependency.on());
      line(text, dependency.strength().name());
    }
    return text.toString();
  }

  /// The same with whose the objects are, which no snapshot tells; [#parse] reads that too.
  public static String withOwners(Catalog catalog) {
    return of(catalog) + OwnershipText.of(catalog);
  }

  /// SHA-256 over what the objects say: `sha256:` and 64 hexadecimal digits. Positions and
  /// dependencies, which follow from the definitions, and the server's version are left out.
  public static String fingerprint(Catalog catalog) {
    try {
      var digest = MessageDigest.getInstance("SHA-256");
      for (var object : catalog.objects().values()) {
        var text = new StringBuilder();
        object(text, object, "");
        digest.update(text.toString().getBytes(StandardCharsets.UTF_8));
      }
      return "sha256:" + HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /// The catalog that a text tells of.
  ///
  /// @throws IllegalArgumentException if the text is none, or of another format
  public static Catalog parse(String text) {
    var lines = text.lines().toList();
    var head = lines.isEmpty() ? List.<String>of() : fields(lines.getFirst());
    if (head.size() != 2 || !head.getFirst().equals(FORMAT)) {
      throw new IllegalArgumentException("snapshot must begin with " + FORMAT);
    }
    var objects = new ArrayList<SchemaObject>();
    var dependencies = new ArrayList<Dependency>();
    var owners = new ArrayList<List<String>>();
    for (var line : lines.subList(1, lines.size())) {
      var fields = fields(line.substring(1));
      switch (line.charAt(0)) {
        case '=' -> objects.add(object(fields));
        case '>' ->
            dependencies.add(
                new Dependency(
                    id(fields, 0), id(fields, 4), Dependency.Strength.valueOf(fields.get(8))));
        case OwnershipText.MARK -> owners.add(fields);
        default -> throw new IllegalArgumentException("snapshot has an unknown line: " + line);
      }
    }
    return Catalog.of(
        Integer.parseInt(head.get(1)), OwnershipText.applied(owners, objects), dependencies);
  }

  private static void object(StringBuilder text, SchemaObject object, String position) {
    text.append('=');
    id(text, object.id());
    field(text, position);
    object
        .properties()
        .forEach(
            (name, value) -> {
              field(text, name);
              field(text, value);
            });
    text.setCharAt(text.length() - 1, '\n');
  }

  private static SchemaObject object(List<String> fields) {
    var names = new ArrayList<String>();
    var values = new ArrayList<String>();
    for (var at = 5; at < fields.size(); at += 2) {
      names.add(fields.get(at));
      var value = fields.get(at + 1);
      values.add(fields.get(at).equals("privileges") ? PrivilegeLines.once(value) : value);
    }
    return SchemaObject.of(id(fields, 0), names, values, Integer.parseInt(fields.get(4)));
  }

  static void id(StringBuilder text, ObjectId id) {
    field(text, id.kind().name());
    field(text, id.schema());
    field(text, id.name());
    field(text, id.detail());
  }

  static ObjectId id(List<String> fields, int at) {
    return new ObjectId(
        Kind.valueOf(fields.get(at)), fields.get(at + 1), fields.get(at + 2), fields.get(at + 3));
  }

  static void line(StringBuilder text, String... fields) {
    for (var field : fields) {
      field(text, field);
    }
    text.setCharAt(text.length() - 1, '\n');
  }

  static void field(StringBuilder text, String value) {
    if (isPlain(value)) {
      text.append(value).append('\t');
      return;
    }
    for (var at = 0; at < value.length(); at++) {
      switch (value.charAt(at)) {
        case '\t' -> text.append("\\t");
        case '\n' -> text.append("\\n");
        case '\r' -> text.append("\\r");
        case '\\' -> text.append("\\\\");
        default -> text.append(value.charAt(at));
      }
    }
    text.append('\t');
  }

  private static boolean isPlain(String value) {
    return value.indexOf('\\') < 0
        && value.indexOf('\n') < 0
        && value.indexOf('\t') < 0
        && value.indexOf('\r') < 0;
  }

  private static List<String> fields(String line) {
    var fields = new ArrayList<String>();
    var from = 0;
    for (var end = line.indexOf('\t'); end >= 0; end = line.indexOf('\t', from)) {
      fields.add(unescaped(line.substring(from, end)));
      from = end + 1;
    }
    fields.add(unescaped(line.substring(from)));
    return fields;
  }

  private static String unescaped(String field) {
    if (field.indexOf('\\') < 0) {
      return field;
    }
    var text = new StringBuilder();
    for (var at = 0; at < field.length(); at++) {
      var c = field.charAt(at);
      if (c == '\\' && at + 1 < field.length()) {
        at++;
        text.append(
            switch (field.charAt(at)) {
              case 't' -> '\t';
              case 'n' -> '\n';
              case 'r' -> '\r';
              default -> field.charAt(at);
            });
      } else {
        text.append(c);
      }
    }
    return text.toString();
  }
}
