package dev.revisor.schema.ddl;

import dev.revisor.schema.PrivilegeLines;
import dev.revisor.schema.SchemaObject;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Privileges that others than an object's owner gave. Only who gave one can take it back ("REVOKE"
/// in the manual), and those who gave it must do so before they lose the right to give.
final class GivenByOthers {
  private final SchemaObject object;
  private final Map<String, String> givenBy;
  private final Set<String> taken = new LinkedHashSet<>();
  private final Set<String> again = new LinkedHashSet<>();

  /// @param revoked the lines of privileges that go
  GivenByOthers(SchemaObject from, SchemaObject to, Set<String> revoked) {
    this.object = to;
    this.givenBy = from.ownership().givenBy();
    var going = new LinkedHashSet<>(revoked);
    while (!going.isEmpty()) {
      var loses = new LinkedHashSet<String>();
      for (var line : going) {
        if (givenBy.containsKey(line)) {
          taken.add(line);
        }
        if (PrivilegeLines.isGrantable(line)) {
          loses.addAll(leaning(line));
        }
      }
      loses.removeAll(taken);
      loses.removeAll(revoked);
      again.addAll(loses);
      going = loses;
    }
  }

  /// What one with the right to give has given.
  private List<String> leaning(String line) {
    var word = PrivilegeLines.word(line);
    var giver = PrivilegeLines.grantee(line);
    return givenBy.keySet().stream()
        .filter(other -> PrivilegeLines.word(other).equals(word))
        .filter(other -> givers(other).contains(giver))
        .sorted()
        .toList();
  }

  private List<String> givers(String line) {
    return List.of(givenBy.getOrDefault(line, "").split(", "));
  }

  /// Those that stay, given by the owner from now on.
  Set<String> givenAgain() {
    return again;
  }

  /// The last in a chain of givers first.
  List<String> takenBack() {
    var statements = new ArrayList<String>();
    var left = new ArrayList<>(taken);
    while (!left.isEmpty()) {
      var next =
          left.stream().filter(line -> isLast(line, left)).findFirst().orElse(left.getFirst());
      left.remove(next);
      for (var giver : givers(next)) {
        statements.add(statement(giver, next));
      }
    }
    return statements;
  }

  private boolean isLast(String line, List<String> left) {
    return !PrivilegeLines.isGrantable(line) || leaning(line).stream().noneMatch(left::contains);
  }

  private String statement(String giver, String line) {
    var body =
        """
        DECLARE
            own_role text := pg_catalog.current_setting('role');
        BEGIN
            SET LOCAL ROLE %s;
            REVOKE %s ON %s FROM %s;
            PERFORM pg_catalog.set_config('role', own_role, true);
        END"""
            .formatted(
                giver,
                Attributes.words(object, List.of(PrivilegeLines.word(line))),
                Names.inGrant(object),
                PrivilegeLines.grantee(line));
    return Enclosed.comment(
            "needs a role that may become %s, who gave this: nobody else can take it back", giver)
        + "\n"
        + Enclosed.block(body);
  }
}
