/// What lint knows of a statement: commands as values, and the parser that makes them from tokens.
/// It reads the commands that rules are about, leniently: what it does not know becomes
/// [dev.revisor.lint.sql.Command.Other], and no input makes it fail. Pure: the JDK and the lexer of
/// `dev.revisor.script`.
@NullMarked
package dev.revisor.lint.sql;

import org.jspecify.annotations.NullMarked;
