package dev.revisor.cli;

import java.util.List;

final class ListTemplatesCommand implements Command {

  @Override
  public void declare(Declaration command) {
    command.describedAs("List what 'init' can make.");
  }

  private record Template(String name, String description) {}

  private static final List<Template> TEMPLATES =
      List.of(new Template("default", "SQL revisions for one PostgreSQL database"));

  static boolean isKnown(String name) {
    return TEMPLATES.stream().anyMatch(template -> template.name().equals(name));
  }

  @Override
  public ExitCode run(Session session) {
    if (session.console().json()) {
      session
          .console()
          .document(
              "TemplateList",
              json ->
                  json.objects(
                      "templates",
                      TEMPLATES,
                      template ->
                          json.text("name", template.name())
                              .text("description", template.description())));
      return ExitCode.SUCCESS;
    }
    TEMPLATES.forEach(t -> session.console().line(t.name() + " - " + t.description()));
    return ExitCode.SUCCESS;
  }
}
