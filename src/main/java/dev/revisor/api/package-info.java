/// The Kubernetes API as records: `SchemaMigration`, its spec, status, conditions and reasons.
@NullMarked
package dev.revisor.api;

import org.jspecify.annotations.NullMarked;
