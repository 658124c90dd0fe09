/// The statements that make, change and drop each kind of object: pure functions from what a
/// catalog says to SQL. What order they go in is not decided here.
@NullMarked
package dev.revisor.schema.ddl;

import org.jspecify.annotations.NullMarked;
