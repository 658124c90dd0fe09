/// The revision graph: identifiers, revisions, targets, and what can be wrong with a directory of
/// them. Pure: depends on the JDK only.
@NullMarked
package dev.revisor.revision;

import org.jspecify.annotations.NullMarked;
