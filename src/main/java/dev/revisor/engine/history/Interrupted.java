package dev.revisor.engine.history;

import dev.revisor.plan.Direction;
import dev.revisor.revision.RevisionId;
import java.util.Optional;

/// A revision without a transaction that broke off half way.
///
/// @param done how many of its statements are done
/// @param statement the beginning of the one that was running, of which nobody knows what it did;
///   empty where the last one that was sent had an end
public record Interrupted(
    RevisionId revision, Direction direction, int done, Optional<String> statement) {}
