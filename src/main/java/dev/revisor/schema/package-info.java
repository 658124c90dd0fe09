/// What a schema consists of: the [dev.revisor.schema.Catalog] of a database as immutable records,
/// its canonical text and fingerprint, and which objects are looked at. The text of every
/// definition is PostgreSQL's own (`pg_get_constraintdef` and its like), so that equal means equal.
/// Pure: the JDK only.
@NullMarked
package dev.revisor.schema;

import org.jspecify.annotations.NullMarked;
