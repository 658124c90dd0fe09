/// The environment directory: `revisor.yaml`, the version locations, new files.
@NullMarked
package dev.revisor.engine.environment;

import org.jspecify.annotations.NullMarked;
