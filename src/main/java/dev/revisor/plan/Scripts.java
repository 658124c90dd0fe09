package dev.revisor.plan;

import dev.revisor.revision.RevisionId;
import java.util.Collection;
import java.util.Optional;

/// Where the planner asks for scripts; only those of a plan's steps are asked for.
public interface Scripts {
  /// Told which files a plan is about to ask for one by one.
  default void readAhead(Collection<RevisionId> revisions) {}

  /// The facts of the file in the environment directory; empty where there is none.
  Optional<ScriptFacts> file(RevisionId revision);

  /// The facts of what the database keeps of an applied revision; empty where there is no row.
  Optional<ScriptFacts> stored(RevisionId revision);
}
