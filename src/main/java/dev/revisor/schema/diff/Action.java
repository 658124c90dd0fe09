package dev.revisor.schema.diff;

import dev.revisor.schema.ObjectId;
import dev.revisor.schema.ddl.Stage;
import java.util.Comparator;

/// One thing to do: a node of the graph that orders statements.
///
/// @param number of the stage, from 0, where an object needs several
record Action(Phase phase, ObjectId object, int number, Stage stage) {
  /// As a person would order them, where nothing else does: what makes way first, what only goes
  /// last.
  enum Phase {
    MAKE_WAY,
    MOVE_ASIDE,
    CREATE,
    ALTER,
    OWN,
    /// A table becomes a partition, a child, or one of a type.
    JOIN,
    USE_INDEX,
    DROP;

    private int rank() {
      return switch (this) {
        case MAKE_WAY -> 0;
        case MOVE_ASIDE -> 1;
        case CREATE, ALTER, OWN, JOIN, USE_INDEX -> 2;
        case DROP -> 3;
      };
    }

    private boolean isBackwards() {
      return this == MAKE_WAY || this == DROP;
    }
  }

  /// Which one it is.
  record Key(Phase phase, ObjectId object, int number) implements Comparable<Key> {
    private static final Comparator<Key> ORDER =
        Comparator.<Key>comparingInt(key -> key.phase.rank())
            .thenComparingInt(
                key ->
                    key.phase.isBackwards()
                        ? -key.object.kind().ordinal()
                        : key.object.kind().ordinal())
            .thenComparing(Key::object)
            .thenComparing(Key::phase)
            .thenComparingInt(Key::number);

    @Override
    public int compareTo(Key other) {
      return ORDER.compare(this, other);
    }
  }

  Key key() {
    return new Key(phase, object, number);
  }
}
