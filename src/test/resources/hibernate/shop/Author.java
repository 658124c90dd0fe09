package shop;

import jakarta.persistence.CollectionTable;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Index;
import jakarta.persistence.Inheritance;
import jakarta.persistence.InheritanceType;
import jakarta.persistence.ManyToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.hibernate.annotations.ColumnDefault;
import org.hibernate.annotations.Comment;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/// An entity with what Hibernate has beside the standard.
@Entity
@Inheritance(strategy = InheritanceType.JOINED)
@Table(name = "authors", indexes = @Index(columnList = "name DESC, since"))
@Comment("people; all of them")
public class Author {
  @Id
  @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "author_ids")
  @SequenceGenerator(name = "author_ids", sequenceName = "author_ids", allocationSize = 20)
  Long id;

  String name;

  @ColumnDefault("now()")
  OffsetDateTime since;

  @JdbcTypeCode(SqlTypes.JSON)
  Map<String, String> notes;

  @Enumerated(EnumType.ORDINAL)
  Genre genre;

  @ElementCollection
  @CollectionTable(name = "pen_names")
  Set<String> penNames;

  @JdbcTypeCode(SqlTypes.ARRAY)
  List<Integer> years;

  @ManyToMany Set<Customer> readers;

  enum Genre {
    PROSE,
    POETRY
  }
}
