package dev.revisor.cli;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Parameters;

@CommandLine.Command(name = "show", description = "Show revisions.")
final class ShowCommand implements Command {
  @Parameters(
      paramLabel = "REV",
      arity = "1..*",
      description = "Ids, prefixes, labels, head, heads, current, REV-1 ….")
  List<String> targets = new ArrayList<>();

  @Override
  public ExitCode run(Session session) {
    var looked = Looked.at(session, Targets.parseAll(targets));
    looked.list().printWhole(looked.ids());
    return ExitCode.SUCCESS;
  }
}
