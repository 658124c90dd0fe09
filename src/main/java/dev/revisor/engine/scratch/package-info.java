/// Databases that live for a moment: the desired schema is loaded into one, generated revisions are
/// proven in another. On the server of the target, on a server that is named, or on one that is
/// started for it.
@NullMarked
package dev.revisor.engine.scratch;

import org.jspecify.annotations.NullMarked;
