package dev.revisor.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The environments that the chart and the plain manifests know.
enum Environment {
  DEFAULT,
  DEV,
  QUALIF,
  PROD;

  /// Helm's options for this environment, with further ones behind them.
  String[] options(String... further) {
    var options = new ArrayList<String>();
    if (this != DEFAULT) {
      options.addAll(List.of("--values", "helm/revisor/values-" + word() + ".yaml"));
    }
    options.addAll(List.of(further));
    return options.toArray(String[]::new);
  }

  /// The folder with the plain manifests.
  String folder() {
    return this == DEFAULT ? "deploy/base" : "deploy/overlays/" + word();
  }

  private String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
