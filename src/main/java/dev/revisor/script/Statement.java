package dev.revisor.script;

/// One statement, ready to be sent: variables are replaced; comments before and after it and the
/// final semicolon are left out.
///
/// @param text what the server gets
/// @param position where it begins in the file
/// @param kind what the executor must know
/// @param source from the text back to the file
public record Statement(String text, Position position, StatementKind kind, SourceMap source) {
  /// Where in the file the character is that PostgreSQL's error field `P` names: `character` counts
  /// code points of [#text] from 1. Beyond the text: its end; inside a variable's value: the
  /// variable.
  public Position positionAt(int character) {
    return source.positionAt(text, character);
  }
}
