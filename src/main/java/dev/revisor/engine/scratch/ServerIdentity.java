package dev.revisor.engine.scratch;

/// What decides what the same statements make in a new scratch database: where it is the same, so
/// are they.
///
/// @param majorVersion of the server
/// @param facts about it, its settings, its roles and what can be installed, as text
public record ServerIdentity(int majorVersion, String facts) {}
