package dev.revisor.engine.run;

import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import java.util.Optional;

/// Where the scripts of a plan's steps come from.
public interface ScriptDirectory {
  /// The revision's script; empty where the directory has no such revision.
  ///
  /// @throws dev.revisor.engine.result.RevisorException InvalidScript, with the place
  Optional<RevisionScript> script(RevisionId revision);

  /// The checksum of the revision's file as it is now; empty where the directory has none. Asked
  /// for every applied revision before a run writes.
  Optional<Checksum> checksum(RevisionId revision);
}
