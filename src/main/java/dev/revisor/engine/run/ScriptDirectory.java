package dev.revisor.engine.run;

import dev.revisor.revision.RevisionId;
import java.util.Optional;

/// Where the scripts of a plan's steps come from.
public interface ScriptDirectory {
  /// The revision's script; empty where the directory has no such revision.
  ///
  /// @throws dev.revisor.engine.result.RevisorException InvalidScript, with the place
  Optional<RevisionScript> script(RevisionId revision);
}
