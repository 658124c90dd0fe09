/// The command line: a class a command, text and JSON output, exit codes.
@NullMarked
package dev.revisor.cli;

import org.jspecify.annotations.NullMarked;
