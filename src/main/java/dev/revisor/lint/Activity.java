package dev.revisor.lint;

/// How large and how busy a table of a live database is.
///
/// @param rows estimated; 0 or more
/// @param bytes with its indexes and out-of-line data
/// @param changes rows inserted, updated and deleted since the statistics were reset
public record Activity(long rows, long bytes, long changes) {}
