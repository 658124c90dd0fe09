package dev.revisor.cli;

import dev.revisor.engine.environment.Problem;
import dev.revisor.engine.result.Reason;
import dev.revisor.lint.Linter;
import dev.revisor.revision.RevisionId;
import dev.revisor.script.Script;
import dev.revisor.script.ScriptReader;
import java.io.IOException;
import java.io.Reader;
import java.util.TreeSet;

/// The scripts of a directory for lint, each read once. A broken one ends the command, with the
/// problems of all.
record LintScripts(ScriptFiles files) implements Linter.Source {
  @Override
  public Script script(RevisionId id) {
    return switch (files.parse(id)) {
      case ScriptReader.Result.Valid(var script) -> script;
      case ScriptReader.Result.Invalid _ -> throw allProblems();
    };
  }

  @Override
  public Reader open(RevisionId id) throws IOException {
    return files.open(id);
  }

  private Failure allProblems() {
    var problems = new TreeSet<Problem>();
    for (var revision : files.directory().graph().revisions()) {
      if (files.parse(revision.id()) instanceof ScriptReader.Result.Invalid(_, var found)) {
        var file = revision.origin().path();
        found.forEach(p -> problems.add(new Problem(file, p.line(), p.column(), p.message())));
      }
    }
    var count = problems.size() == 1 ? "a problem" : problems.size() + " problems";
    return Failure.of(
        Reason.InvalidScript, "the directory's scripts have " + count, problems.stream().toList());
  }
}
