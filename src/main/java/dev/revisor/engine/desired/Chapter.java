package dev.revisor.engine.desired;

import dev.revisor.engine.database.SqlStates;
import dev.revisor.engine.scratch.Company;
import dev.revisor.schema.Catalog;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.postgresql.PGConnection;

/// The statements of a desired schema that are about the tables of an edit: run where what they
/// name has been made, they make what they would make among all others.
public final class Chapter {
  private final List<Piece> pieces;
  private final Set<String> makes;
  private final Joint joint;
  private final Catalog named;
  private final Rest rest;

  /// What is not run again.
  ///
  /// @param words of all statements
  /// @param chapter the places of those that are run
  record Rest(Words words, Set<Integer> chapter) {
    private boolean names(Set<String> names) {
      return !chapter.containsAll(words.mentioning(names));
    }

    /// Whether it may matter who runs the statements: a superuser may do everything.
    private boolean givesRights() {
      return !words.mentioning(Set.of("owner", "authorization", "grant", "revoke")).isEmpty();
    }
  }

  /// @param makes the names it makes, as far as it says them
  Chapter(List<Piece> pieces, Set<String> makes, Joint joint, Rest rest) {
    this.pieces = List.copyOf(pieces);
    this.makes = Set.copyOf(makes);
    this.joint = joint;
    this.named = joint.named(pieces.stream().map(Piece::text).toList());
    this.rest = rest;
  }

  /// What must be there before it is loaded.
  public Catalog named() {
    return named;
  }

  /// Loads it.
  ///
  /// @param connection to a database that has what is [#named]
  /// @return whether it could be loaded as it would be with all the rest
  public boolean load(Connection connection, Company company) {
    try {
      var parameter = connection.unwrap(PGConnection.class).getParameterStatus("is_superuser");
      if (rest.givesRights() && !"on".equals(parameter)) {
        return false;
      }
    } catch (SQLException e) {
      throw SqlStates.toException(e, "cannot load the desired schema");
    }
    var loading = new Loading(connection, company);
    if (!loading.inOrder(pieces).isEmpty()) {
      return false;
    }
    loading.reset();
    return true;
  }

  /// What all statements make together.
  ///
  /// @param made what the database has now
  /// @return empty where that cannot be told
  public Optional<Catalog> joined(Catalog made) {
    var names = joint.names(made);
    var isAllSeen = names.containsAll(makes);
    names.removeAll(joint.knownNames());
    return isAllSeen && !rest.names(names) ? joint.joined(named, made) : Optional.empty();
  }
}
