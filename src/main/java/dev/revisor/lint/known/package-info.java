/// What a database holds after some revisions, as far as their scripts say it: folded from commands
/// one by one. What scripts do inside DO blocks and functions is not seen. Pure: the JDK and
/// `dev.revisor.lint.sql`.
@NullMarked
package dev.revisor.lint.known;

import org.jspecify.annotations.NullMarked;
