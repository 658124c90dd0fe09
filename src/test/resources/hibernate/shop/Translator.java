package shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Lob;

/// An entity with a table of its own beside its parent's.
@Entity
public class Translator extends Author {
  @Lob String languages;
  byte[] picture;
}
