/// The environment directory: `revisor.yaml`, the revision files of the version locations, new
/// files. Depends on `revision`, `script` and a YAML parser; knows nothing of databases.
@NullMarked
package dev.revisor.engine.environment;

import org.jspecify.annotations.NullMarked;
