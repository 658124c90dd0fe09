package dev.revisor.schema.ddl;

import dev.revisor.schema.Kind;
import dev.revisor.schema.PrivilegeLines;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;

/// What any object has: an owner, privileges, a comment.
final class Attributes {
  private Attributes() {}

  /// Of a new object.
  static List<String> create(SchemaObject object) {
    var bare = new SchemaObject(object.id(), new TreeMap<>(), object.position());
    var statements = new ArrayList<String>();
    if (object.is("owner")) {
      statements.add(owner(object));
    }
    statements.addAll(OwnersOwn.ofNew(bare, object));
    statements.addAll(privileges(bare, object));
    statements.addAll(comment(bare, object));
    return statements;
  }

  /// Of a new object what it is to have beside what it got when it was made.
  static List<String> settle(SchemaObject made, SchemaObject object) {
    var statements = new ArrayList<>(OwnersOwn.ofNew(made, object));
    statements.addAll(privileges(made, object));
    return statements;
  }

  /// From one object to another.
  static List<String> alter(SchemaObject from, SchemaObject to) {
    var statements = new ArrayList<String>();
    if (to.is("owner") && !Objects.equals(from.get("owner"), to.get("owner"))) {
      statements.add(owner(to));
    }
    statements.addAll(OwnersOwn.alter(from, to));
    statements.addAll(privileges(from, to));
    statements.addAll(comment(from, to));
    return statements;
  }

  private static String owner(SchemaObject object) {
    return "ALTER " + Names.inComment(object) + " OWNER TO " + object.get("owner");
  }

  /// The index of a key has one of its own; its name is that of the constraint.
  private static List<String> comment(SchemaObject from, SchemaObject to) {
    var statements = new ArrayList<String>();
    if (!Objects.equals(from.get("comment"), to.get("comment"))) {
      statements.add("COMMENT ON " + Names.inComment(to) + " IS " + to.get("comment", "NULL"));
    }
    if (!Objects.equals(from.get("indexComment"), to.get("indexComment"))) {
      var index = to.id().schema() + "." + to.id().detail();
      statements.add("COMMENT ON INDEX " + index + " IS " + to.get("indexComment", "NULL"));
    }
    return statements;
  }

  private static List<String> privileges(SchemaObject from, SchemaObject to) {
    var before = PrivilegeLines.of(from);
    var after = PrivilegeLines.of(to);
    var statements = new ArrayList<String>();
    var revoked = new LinkedHashSet<>(before);
    revoked.removeAll(after);
    revoked.removeIf(line -> after.contains(PrivilegeLines.grantable(line)));
    var others = new GivenByOthers(from, to, revoked);
    statements.addAll(others.takenBack());
    PrivilegeLines.toRevoke(revoked)
        .forEach(
            (role, words) ->
                statements.add(
                    "REVOKE %s ON %s FROM %s"
                        .formatted(words(to, words), Names.inGrant(to), role)));
    var granted = new LinkedHashSet<>(after);
    granted.removeAll(before);
    granted.addAll(others.givenAgain());
    PrivilegeLines.toGrant(granted)
        .forEach(
            (role, words) ->
                statements.add(
                    "GRANT %s ON %s TO %s".formatted(words(to, words), Names.inGrant(to), role)));
    return statements;
  }

  static String words(SchemaObject object, List<String> words) {
    var column = object.id().kind() == Kind.COLUMN ? " (" + object.id().detail() + ")" : "";
    return String.join(", ", words.stream().map(word -> word + column).toList());
  }
}
