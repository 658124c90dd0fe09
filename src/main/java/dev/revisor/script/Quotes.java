package dev.revisor.script;

import java.io.IOException;

/// Goes to the end of what is quoted (manual, sections 4.1.1, 4.1.2 and 4.1.5). Each method begins
/// at the opening quote, or behind it where it says so, and returns whether the closing one was
/// there.
final class Quotes {
  private final Window window;

  Quotes(Window window) {
    this.window = window;
  }

  /// 4.1.2.1: up to a quote that is not doubled. 4.1.2.2: with `escapes`, a backslash takes one
  /// more character along.
  boolean string(boolean escapes) throws IOException {
    var special = escapes ? '\\' : '\'';
    window.advance(1);
    for (var c = window.skipTo('\'', special); c != Window.END; c = window.skipTo('\'', special)) {
      window.advance(1);
      var next = window.peek();
      if (c == '\'' && next != '\'') {
        return true;
      }
      window.advance(next == Window.END ? 0 : 1);
    }
    return false;
  }

  /// 4.1.1: up to a double quote that is not doubled.
  boolean identifier() throws IOException {
    window.advance(1);
    while (window.skipTo('"', '"') != Window.END) {
      window.advance(1);
      if (window.peek() != '"') {
        return true;
      }
      window.advance(1);
    }
    return false;
  }

  /// 4.1.2.4: from behind `$tag$` up to and with the next `$tag$`. Linear, because a tag holds no
  /// dollar sign: each comparison ends at the next one.
  boolean dollar(String tag) throws IOException {
    while (window.skipTo('$', '$') != Window.END) {
      window.advance(1);
      if (isNext(tag) && window.peek(tag.length()) == '$') {
        window.advance(tag.length() + 1);
        return true;
      }
    }
    return false;
  }

  /// 4.1.5: up to the end of a block comment and of those nested in it.
  boolean comment() throws IOException {
    window.advance(2);
    var depth = 1L;
    for (var c = window.skipTo('*', '/'); c != Window.END; c = window.skipTo('*', '/')) {
      var next = window.peek(1);
      if (c == '*' && next == '/') {
        window.advance(2);
        if (--depth == 0) {
          return true;
        }
      } else if (c == '/' && next == '*') {
        window.advance(2);
        depth++;
      } else {
        window.advance(1);
      }
    }
    return false;
  }

  private boolean isNext(String text) throws IOException {
    for (var i = 0; i < text.length(); i++) {
      if (window.peek(i) != text.charAt(i)) {
        return false;
      }
    }
    return true;
  }
}
