/// What a run reports: outcome, reason, counts, error; and its JSON document. Depends on the pure
/// packages only.
@NullMarked
package dev.revisor.engine.result;

import org.jspecify.annotations.NullMarked;
