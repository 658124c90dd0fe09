/// Tests of `kubectl revisor`.
@NullMarked
package dev.revisor.kubectl;

import org.jspecify.annotations.NullMarked;
