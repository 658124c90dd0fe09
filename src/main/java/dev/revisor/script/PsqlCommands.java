package dev.revisor.script;

import java.util.Map;

/// What to do instead of psql's backslash commands.
final class PsqlCommands {
  private static final Map<String, String> ADVICE =
      Map.ofEntries(
          Map.entry("copy", "write COPY … FROM stdin; with the data behind it, up to a line \\."),
          Map.entry("i", "put its SQL into this file"),
          Map.entry("ir", "put its SQL into this file"),
          Map.entry("include", "put its SQL into this file"),
          Map.entry("include_relative", "put its SQL into this file"),
          Map.entry("c", "a revision runs in the database that it is applied to"),
          Map.entry("connect", "a revision runs in the database that it is applied to"),
          Map.entry("set", "give variables with -x name=value or as the resource's parameters"),
          Map.entry("unset", "give variables with -x name=value or as the resource's parameters"),
          Map.entry("restrict", "pg_dump writes it; delete the line"),
          Map.entry("unrestrict", "pg_dump writes it; delete the line"),
          Map.entry("if", "write a DO block with IF"),
          Map.entry("g", "end the statement with ';'"),
          Map.entry("gexec", "write a DO block with EXECUTE"),
          Map.entry("", "end each statement with ';'; a plain colon is '\\:'"),
          Map.entry(".", "it ends the data of COPY … FROM stdin, and none come before it"));

  private PsqlCommands() {}

  /// The problem of the command `\name`.
  static String complaint(String name) {
    return "backslash commands of psql are not supported (\\%s); %s"
        .formatted(name, ADVICE.getOrDefault(name, "remove it"));
  }
}
