package dev.revisor.engine.history;

import dev.revisor.script.TransactionMode;

/// The downgrade section of a revision as it was when it was applied, variables not replaced.
public record StoredDowngrade(String sql, TransactionMode mode) {}
