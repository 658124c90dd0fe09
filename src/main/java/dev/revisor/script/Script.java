package dev.revisor.script;

/// A revision file that is right: its header and sections, without the text (see [Section#read]).
/// [ScriptReader] makes it in one pass; [ScriptDraft] prints files.
public record Script(ScriptHeader header, Section upgrade, Downgrade downgrade) {}
