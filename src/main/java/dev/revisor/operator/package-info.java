/// The operator: observe, decide, act, report.
@NullMarked
package dev.revisor.operator;

import org.jspecify.annotations.NullMarked;
