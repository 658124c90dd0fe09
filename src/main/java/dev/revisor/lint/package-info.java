/// Lint: what a revision's statements do to data, to running applications and to whoever waits for
/// a lock, and what to write instead. A [dev.revisor.lint.Check] looks at one statement at a time,
/// knowing what earlier revisions made; [dev.revisor.lint.Rules] lists all there are;
/// [dev.revisor.lint.Linter] runs them. Pure: the JDK, `dev.revisor.script` and
/// `dev.revisor.revision`.
@NullMarked
package dev.revisor.lint;

import org.jspecify.annotations.NullMarked;
