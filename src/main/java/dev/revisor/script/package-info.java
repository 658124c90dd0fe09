/// Revision files: the SQL lexer, the file format (header, sections), statements with their
/// positions, psql variables, COPY data and checksums. Pure: depends on the JDK only; reads
/// characters, opens no files.
@NullMarked
package dev.revisor.script;

import org.jspecify.annotations.NullMarked;
