/// The tables that Revisor keeps in a database: version rows, applied revisions, runs. A read side
/// that never writes, and a write side for the executor.
@NullMarked
package dev.revisor.engine.history;

import org.jspecify.annotations.NullMarked;
