package dev.revisor.engine.adopt;

/// Reads the project of one tool.
interface ProjectReader {
  Project read(Order order);
}
