package dev.revisor.lint;

/// A lock that a section takes on a table that it did not make itself, of those that let others
/// wait: the strongest of its statements.
///
/// @param table as SQL, with its schema
/// @param mode in the words of the manual (section 13.3.1): `ACCESS EXCLUSIVE`
public record TableLock(String table, String mode) {}
