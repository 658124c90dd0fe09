package dev.revisor.engine.history;

import dev.revisor.plan.Direction;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Checksum;

/// A row of the table `step`: a step that a run completed.
///
/// @param checksum of the revision's file
public record JournalEntry(RevisionId revision, Direction direction, Checksum checksum) {}
