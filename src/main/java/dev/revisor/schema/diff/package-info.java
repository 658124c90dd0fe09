/// From one catalog to another: what differs, in words, and the statements that lead from the first
/// to the second, in an order that PostgreSQL takes. [dev.revisor.schema.diff.CatalogDiff] is the
/// way in. Pure.
@NullMarked
package dev.revisor.schema.diff;

import org.jspecify.annotations.NullMarked;
