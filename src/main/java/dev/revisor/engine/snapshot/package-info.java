/// The schema as it was accepted last: what a run left, kept in the database, so that what is done
/// by hand can be told from what revisions did.
@NullMarked
package dev.revisor.engine.snapshot;

import org.jspecify.annotations.NullMarked;
