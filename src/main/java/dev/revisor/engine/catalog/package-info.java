/// Reads the schema of a live database into a [dev.revisor.schema.Catalog]: a fixed number of
/// set-based queries, one a kind of object, whatever the number of objects. Reads only.
@NullMarked
package dev.revisor.engine.catalog;

import org.jspecify.annotations.NullMarked;
