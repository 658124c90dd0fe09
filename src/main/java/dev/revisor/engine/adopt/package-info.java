/// Projects of other migration tools as revisions of ours: a reader a tool, from its folder to the
/// revisions or to everything that is wrong with it, and a reader of the table in which it keeps
/// what is applied. Nothing is written here. Depends on `engine.environment`, `engine.database` and
/// the pure packages.
@NullMarked
package dev.revisor.engine.adopt;

import org.jspecify.annotations.NullMarked;
