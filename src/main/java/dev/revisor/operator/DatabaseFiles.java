package dev.revisor.operator;

import dev.revisor.api.DatabaseSpec;
import java.util.ArrayList;
import java.util.List;

/// How a migration's container learns of its database: Secrets as files, and variables that say
/// where. Nothing secret is in a variable.
record DatabaseFiles(DatabaseSpec spec) {
  private static final String ROOT = "/run/secrets/revisor/";

  /// Readable by the pod's group.
  private static final int MODE = 0440;

  /// A Secret and the files that its keys become.
  private record Source(String name, String secret, List<Fields> items) {}

  List<Fields> variables() {
    var variables = new ArrayList<Fields>();
    if (spec.url() != null) {
      variables.add(JobPod.variable("REVISOR_URL", spec.url()));
    } else {
      variables.add(JobPod.variable("REVISOR_URL_FILE", ROOT + "url/url"));
    }
    if (spec.credentials() != null) {
      variables.add(JobPod.variable("REVISOR_USER_FILE", ROOT + "database/username"));
      variables.add(JobPod.variable("REVISOR_PASSWORD_FILE", ROOT + "database/password"));
    }
    if (spec.caSecret() != null) {
      variables.add(JobPod.variable("PGSSLROOTCERT", ROOT + "ca/" + DatabaseSpec.Tls.CA));
      variables.add(JobPod.variable("PGSSLMODE", DatabaseSpec.Tls.MODE));
    }
    if (spec.clientSecret() != null) {
      variables.add(JobPod.variable("PGSSLCERT", ROOT + "client/" + DatabaseSpec.Tls.CERTIFICATE));
      variables.add(JobPod.variable("PGSSLKEY", ROOT + "client/" + DatabaseSpec.Tls.KEY));
    }
    return variables;
  }

  List<Fields> mounts() {
    return sources().stream().map(DatabaseFiles::mount).toList();
  }

  List<Fields> volumes() {
    return sources().stream().map(DatabaseFiles::volume).toList();
  }

  private List<Source> sources() {
    var sources = new ArrayList<Source>();
    var credentials = spec.credentials();
    if (credentials != null) {
      sources.add(
          new Source(
              "database",
              credentials.secretName(),
              List.of(
                  file(credentials.passwordKeyOrDefault(), "password"),
                  file(credentials.usernameKeyOrDefault(), "username"))));
    }
    var urlFrom = spec.urlFrom();
    if (urlFrom != null) {
      var key = urlFrom.secretKeyRef();
      sources.add(new Source("url", key.name(), List.of(file(key.key(), "url"))));
    }
    var ca = spec.caSecret();
    if (ca != null) {
      sources.add(new Source("ca", ca, List.of(file(DatabaseSpec.Tls.CA, DatabaseSpec.Tls.CA))));
    }
    var client = spec.clientSecret();
    if (client != null) {
      sources.add(
          new Source(
              "client",
              client,
              List.of(
                  file(DatabaseSpec.Tls.CERTIFICATE, DatabaseSpec.Tls.CERTIFICATE),
                  file(DatabaseSpec.Tls.KEY, DatabaseSpec.Tls.KEY))));
    }
    return sources;
  }

  private static Fields mount(Source source) {
    return new Fields()
        .with("name", source.name())
        .with("mountPath", ROOT + source.name())
        .with("readOnly", true);
  }

  private static Fields volume(Source source) {
    var secret =
        new Fields()
            .with("secretName", source.secret())
            .with("defaultMode", MODE)
            .with("items", source.items());
    return new Fields().with("name", source.name()).with("secret", secret);
  }

  private static Fields file(String key, String path) {
    return new Fields().with("key", key).with("path", path);
  }
}
