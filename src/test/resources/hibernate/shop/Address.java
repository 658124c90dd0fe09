package shop;

import jakarta.persistence.Embeddable;

/// A part of an entity.
@Embeddable
public class Address {
  String street = "";
  String city = "";
}
