package dev.revisor.script;

import java.util.List;

/// A revision file that is right: its header and sections, without the text (see [Section#read]).
/// [ScriptReader] makes it in one pass; [ScriptDraft] prints files.
///
/// @param allowances those above the first section, which hold for the whole file
public record Script(
    ScriptHeader header, Section upgrade, Downgrade downgrade, List<Allowance> allowances) {
  public Script {
    allowances = List.copyOf(allowances);
  }
}
