package dev.revisor.script;

/// `-- revisor:allow RULE reason`: the author allows a lint rule's findings. The reason may be
/// empty.
public record Allowance(String rule, String reason, Position position) {}
