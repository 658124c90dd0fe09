/// Catalogs that were read before, kept in the user's cache folder: what the same statements made
/// on the same kind of server once, they make again. With the statements, so that after an edit
/// less need be made. Knows [dev.revisor.schema] and files only.
@NullMarked
package dev.revisor.engine.kept;

import org.jspecify.annotations.NullMarked;
