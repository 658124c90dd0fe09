package shop.billing;

import shop.Customer;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import java.math.BigDecimal;
import java.util.UUID;

/// An entity in a package below.
@Entity
public class Invoice {
  @Id UUID id = new UUID(0, 0);

  @ManyToOne(optional = false)
  Customer customer = new Customer();

  BigDecimal total = BigDecimal.ZERO;

  @Enumerated(EnumType.STRING)
  State state = State.OPEN;

  enum State {
    OPEN,
    PAID
  }
}
