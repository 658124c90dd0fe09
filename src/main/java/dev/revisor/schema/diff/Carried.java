package dev.revisor.schema.diff;

import dev.revisor.schema.Catalog;
import dev.revisor.schema.Kind;
import dev.revisor.schema.ObjectId;
import java.util.Map;
import java.util.regex.Pattern;

/// What `ALTER COLUMN … TYPE` carries along. Where an expression has two columns whose types change
/// one after the other, PostgreSQL writes a cast into it for the time between, and the cast stays.
record Carried(Catalog from, Map<ObjectId, Fate> fates) {
  private static final Pattern EXPRESSION = Pattern.compile("\\([^)]*\\(| WHERE ");

  boolean getsCasts(ObjectId dependent) {
    var object = from.get(dependent);
    return object != null
        && (dependent.kind() == Kind.STATISTICS
            || EXPRESSION.matcher(object.get("definition", "")).find())
        && from.dependenciesOf(dependent).stream()
                .filter(dependency -> dependency.on().kind() == Kind.COLUMN)
                .map(dependency -> fates.get(dependency.on()))
                .filter(fate -> fate != null && fate.reshapes())
                .distinct()
                .limit(2)
                .count()
            == 2;
  }
}
