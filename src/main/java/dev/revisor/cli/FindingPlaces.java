package dev.revisor.cli;

import dev.revisor.engine.environment.RevisionDirectory;
import dev.revisor.lint.Finding;
import dev.revisor.revision.RevisionId;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/// Where findings stand: files as the user would name them, and lines of source.
record FindingPlaces(Session session, RevisionDirectory revisions) {
  /// The file, relative to the working directory where it lies inside.
  String file(Finding finding) {
    return revisions.graph().contains(finding.revision())
        ? session.shown(revisions.path(finding.revision())).replace('\\', '/')
        : finding.path();
  }

  /// The lines that findings stand on, by number; of files that are there.
  Map<Integer, String> lines(RevisionId revision, Collection<Finding> findings) {
    var wanted = new TreeSet<Integer>();
    findings.forEach(finding -> wanted.add(finding.position().line()));
    var lines = new HashMap<Integer, String>();
    if (!revisions.graph().contains(revision)) {
      return lines;
    }
    try (var reader = new BufferedReader(revisions.open(revision))) {
      var number = 1;
      for (var line = reader.readLine();
          line != null && number <= wanted.last();
          line = reader.readLine()) {
        if (wanted.contains(number)) {
          lines.put(number, number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
        }
        number++;
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the file of " + revision, e);
    }
    return lines;
  }
}
