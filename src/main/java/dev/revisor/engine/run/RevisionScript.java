package dev.revisor.engine.run;

import dev.revisor.revision.Revision;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;
import dev.revisor.script.Script;
import java.util.List;

/// A revision with its script, as the directory has it.
///
/// @param dependsOn the revision's dependencies as ids
/// @param file as messages show it
/// @param text the whole file
public record RevisionScript(
    Revision revision,
    List<RevisionId> dependsOn,
    Script script,
    Checksum checksum,
    String file,
    TextSource text) {

  public RevisionScript {
    dependsOn = List.copyOf(dependsOn);
  }
}
