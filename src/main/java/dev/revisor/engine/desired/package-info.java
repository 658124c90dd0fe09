/// The desired schema: SQL files, another database, or what a command prints, loaded into a scratch
/// database and read back as a catalog.
@NullMarked
package dev.revisor.engine.desired;

import org.jspecify.annotations.NullMarked;
