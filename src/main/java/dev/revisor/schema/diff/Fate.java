package dev.revisor.schema.diff;

import dev.revisor.schema.Kind;
import dev.revisor.schema.SchemaObject;
import dev.revisor.schema.ddl.Alteration;
import java.util.Objects;

/// What happens to an object. What has no fate stays as it is.
sealed interface Fate {
  /// It is new.
  record Create(SchemaObject to) implements Fate {}

  /// It goes.
  record Drop(SchemaObject from) implements Fate {}

  /// It changes in place.
  record Alter(SchemaObject from, SchemaObject to, Alteration.InPlace how) implements Fate {}

  /// It is dropped and made again, because it must change so or because it stands on what does.
  record Rebuild(SchemaObject from, SchemaObject to) implements Fate {}

  /// A type that columns have: the old one steps aside, columns move to the new one, then it goes.
  record Remake(SchemaObject from, SchemaObject to) implements Fate {}

  /// A constraint or index gets another name and nothing else.
  record Rename(SchemaObject from, SchemaObject to) implements Fate {}

  /// Whether what stood on it has lost its ground.
  default boolean breaksDependents() {
    return this instanceof Drop || this instanceof Rebuild || this instanceof Remake;
  }

  /// Whether it is made, anew or again.
  default boolean isMade() {
    return this instanceof Create || this instanceof Rebuild || this instanceof Remake;
  }

  /// Whether a column gets another type or collation, which most of what stands on it does not
  /// survive.
  default boolean reshapes() {
    return this instanceof Alter(var from, var to, _)
        && from.id().kind() == Kind.COLUMN
        && !(Objects.equals(from.get("type"), to.get("type"))
            && Objects.equals(from.get("collation"), to.get("collation")));
  }
}
