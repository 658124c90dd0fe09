/// `kubectl revisor`: people in front of a terminal ask about SchemaMigrations and act on them. It
/// knows the Kubernetes API of Revisor and a client, and nothing of the operator or the engine: all
/// it does is what a status says and what annotations and the spec allow.
@NullMarked
package dev.revisor.kubectl;

import org.jspecify.annotations.NullMarked;
