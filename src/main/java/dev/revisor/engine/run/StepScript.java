package dev.revisor.engine.run;

import dev.revisor.script.Section;
import org.jspecify.annotations.Nullable;

/// The section that a step runs.
///
/// @param entry the whole revision, to be recorded; null where only the section is known
/// @param file as messages show it
record StepScript(
    Section section, TextSource text, String file, @Nullable RevisionScript revision) {}
