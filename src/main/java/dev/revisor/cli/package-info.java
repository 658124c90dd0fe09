/// The command line: a class a command, text and JSON output, exit codes. [Main#run] is the whole
/// program with its surroundings handed in; nothing else here touches the process. Depends on the
/// engine, on the pure packages, and on picocli for parsing arguments.
@NullMarked
package dev.revisor.cli;

import org.jspecify.annotations.NullMarked;
