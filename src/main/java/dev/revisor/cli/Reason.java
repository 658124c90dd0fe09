package dev.revisor.cli;

enum Reason {
  InvalidConfiguration,
  NoScripts,
  InvalidScript,
  BrokenGraph,
  UnknownRevision,
  InternalError
}
