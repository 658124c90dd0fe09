package dev.revisor.lint.known;

import dev.revisor.lint.sql.Command;
import dev.revisor.lint.sql.Name;
import dev.revisor.lint.sql.ObjectKind;
import dev.revisor.lint.sql.Option;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// The tables, indexes and routines that some commands leave. Not thread-safe.
public final class Known {
  private static final String DEFAULT_SCHEMA = "public";
  private static final int DEEPEST = 16;

  /// A word that more routines have than these is no name worth telling of.
  private static final int MOST_MENTIONS = 20;

  final Layered<Name, KnownTable> tables;
  private final Layered<Name, Name> tableOfIndex;
  private final Layered<String, Boolean> volatility;
  private final Layered<String, Set<Name>> mentions;
  private final Layered<Name, Boolean> routines;
  private final int depth;
  private String schema = DEFAULT_SCHEMA;

  /// Knows nothing.
  public Known() {
    this(null, 0);
  }

  private Known(@Nullable Known below, int depth) {
    this.tables = new Layered<>(below == null ? null : below.tables);
    this.tableOfIndex = new Layered<>(below == null ? null : below.tableOfIndex);
    this.volatility = new Layered<>(below == null ? null : below.volatility);
    this.mentions = new Layered<>(below == null ? null : below.mentions);
    this.routines = new Layered<>(below == null ? null : below.routines);
    this.depth = depth;
  }

  /// What is known here, to go on from without changing this; this must not change any more,
  /// either.
  public Known branch() {
    if (depth < DEEPEST) {
      return new Known(this, depth + 1);
    }
    var copy = new Known();
    tables.all().forEach((name, table) -> copy.tables.put(name, table.copyAs(name)));
    tableOfIndex.all().forEach(copy.tableOfIndex::put);
    volatility.all().forEach(copy.volatility::put);
    mentions.all().forEach(copy.mentions::put);
    routines.all().forEach(copy.routines::put);
    return copy;
  }

  /// As [#branch], for a short while: what is made of it must not be branched often.
  public Known layer() {
    return new Known(this, depth + 1);
  }

  /// A name with its schema: what `search_path` was set to last, else `public`.
  public Name resolve(Name name) {
    return name.in(schema);
  }

  public Optional<KnownTable> table(Name name) {
    return tables.get(resolve(name));
  }

  /// The table that an index belongs to.
  public Optional<KnownTable> tableOfIndex(Name index) {
    return tableOfIndex.get(resolve(index)).flatMap(tables::get);
  }

  /// Whether a routine of a script is volatile; empty for one that no script makes.
  public Optional<Boolean> isVolatile(String routine) {
    return volatility.get(routine);
  }

  /// The routines whose bodies, which are strings to the server, hold this word. Sorted.
  public Set<Name> routinesWith(String word) {
    var there = new TreeSet<>(mentions.get(word).orElse(Set.of()));
    there.removeIf(routine -> routines.get(routine).isEmpty());
    return there;
  }

  /// A new session begins: its `search_path` is the default one.
  public void beginSection() {
    schema = DEFAULT_SCHEMA;
  }

  /// Takes what a command does into account.
  public void apply(Command command) {
    switch (command) {
      case Command.CreateTable create -> new TableChanges(this).create(create);
      case Command.AlterTable(var kind, var name, _, var actions) -> {
        if (kind == ObjectKind.TABLE) {
          var changes = new TableChanges(this);
          actions.forEach(action -> changes.apply(resolve(name), action));
        }
      }
      case Command.CreateIndex(var index, var table, _, var columns) ->
          index(index, resolve(table), columns);
      case Command.Drop(var kind, var names, _, var options) ->
          names.forEach(name -> drop(kind, name, options));
      case Command.Rename(var kind, var name, var to) -> rename(kind, name, to);
      case Command.CreateRoutine(var routine, var options, var words) -> {
        volatility.put(routine.local(), !options.contains(Option.NOT_VOLATILE));
        routines.put(resolve(routine), true);
        words.forEach(word -> mention(word, resolve(routine)));
      }
      case Command.SetSearchPath(var first) -> schema = first.isEmpty() ? DEFAULT_SCHEMA : first;
      default -> {
        // leaves what is known as it is
      }
    }
  }

  private void mention(String word, Name routine) {
    if (routinesWith(word).size() < MOST_MENTIONS) {
      var all = new TreeSet<>(routinesWith(word));
      all.add(routine);
      mentions.put(word, all);
    }
  }

  private void index(Name index, Name tableName, java.util.List<String> columns) {
    var table = tables.get(tableName);
    if (table.isEmpty()) {
      return;
    }
    var columnNames = String.join("_", columns);
    var local = index.isEmpty() ? tableName.local() + "_" + columnNames + "_idx" : index.local();
    own(tableName).index(local, columns);
    tableOfIndex.put(tableName.sibling(local), tableName);
  }

  private void drop(ObjectKind kind, Name given, Set<Option> options) {
    var name = resolve(given);
    switch (kind) {
      case TABLE -> tables.remove(name);
      case ROUTINE -> routines.remove(name);
      case INDEX -> {
        tableOfIndex(name).ifPresent(table -> own(table.name()).dropIndex(name.local()));
        tableOfIndex.remove(name);
      }
      case SCHEMA -> {
        if (options.contains(Option.CASCADE)) {
          tables.all().keySet().stream()
              .filter(table -> table.schema().equals(given.local()))
              .forEach(tables::remove);
        }
      }
      default -> {
        // not kept
      }
    }
  }

  private void rename(ObjectKind kind, Name name, String to) {
    if (kind == ObjectKind.SCHEMA) {
      tables
          .all()
          .forEach(
              (table, known) -> {
                if (table.schema().equals(name.local())) {
                  move(known, new Name(to, table.local()));
                }
              });
    }
  }

  void move(KnownTable table, Name to) {
    tables.remove(table.name());
    tables.put(to, table.copyAs(to));
  }

  /// The table, to be changed in this layer.
  KnownTable own(Name name) {
    if (!tables.isHere(name)) {
      var copy = tables.get(name).map(table -> table.copyAs(name));
      tables.put(name, copy.orElseGet(() -> new KnownTable(name)));
    }
    return tables.get(name).orElseGet(() -> new KnownTable(name));
  }
}
