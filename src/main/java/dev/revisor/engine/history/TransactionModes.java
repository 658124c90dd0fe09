package dev.revisor.engine.history;

import dev.revisor.script.TransactionMode;
import java.util.Locale;

/// The column `downgrade_transaction`: `revision` or `none`.
final class TransactionModes {
  private TransactionModes() {}

  static TransactionMode parse(String text) {
    return text.equals("none") ? TransactionMode.NONE : TransactionMode.REVISION;
  }

  static String print(TransactionMode mode) {
    return mode.name().toLowerCase(Locale.ROOT);
  }
}
