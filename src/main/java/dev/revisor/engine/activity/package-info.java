/// How large and how busy a live database's tables are. Reads only.
@NullMarked
package dev.revisor.engine.activity;

import org.jspecify.annotations.NullMarked;
