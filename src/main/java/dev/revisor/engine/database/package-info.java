/// Reaching a database: connection settings and their sources, SQLSTATE classes, quoting.
@NullMarked
package dev.revisor.engine.database;

import org.jspecify.annotations.NullMarked;
