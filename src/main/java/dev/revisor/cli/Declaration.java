package dev.revisor.cli;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/// Declares to picocli what a command takes, and where the values go. By calls, not by annotations:
/// reading those would take a short run longer than connecting to its database.
///
/// `names` are an option's names with a blank between; a `description` may have lines. What the
/// user does not give stays as it is.
final class Declaration {
  private final CommandSpec spec;
  private final UnaryOperator<OptionSpec.Builder> change;
  private int parameters;

  private Declaration(CommandSpec spec, UnaryOperator<OptionSpec.Builder> change) {
    this.spec = spec;
    this.change = change;
  }

  /// The specification of what `declared` declares.
  static CommandSpec of(Declared declared) {
    return of(declared, UnaryOperator.identity());
  }

  /// @param change what is to be different of each option
  static CommandSpec of(Declared declared, UnaryOperator<OptionSpec.Builder> change) {
    var spec = CommandSpec.wrapWithoutInspection(declared);
    declared.declare(new Declaration(spec, change));
    return spec;
  }

  /// What a command does, in lines.
  Declaration describedAs(String... lines) {
    spec.usageMessage().description(lines);
    return this;
  }

  /// The options that `shared` declares.
  Declaration with(Declared shared) {
    shared.declare(this);
    return this;
  }

  /// An option without a value.
  Declaration flag(String names, String description, Consumer<Boolean> field) {
    return add(flagOf(names, description, field));
  }

  /// The flag that asks for help.
  Declaration help(String names, String description, Consumer<Boolean> field) {
    return add(flagOf(names, description, field).usageHelp(true));
  }

  /// The flag that asks for the program's version.
  Declaration version(String names, String description, Consumer<Boolean> field) {
    return add(flagOf(names, description, field).versionHelp(true));
  }

  private static OptionSpec.Builder flagOf(
      String names, String description, Consumer<Boolean> field) {
    return bound(
        named(names, description).type(boolean.class),
        new Binding(value -> field.accept((Boolean) value)));
  }

  /// An option with a text as its value.
  Declaration option(String names, String label, String description, Consumer<String> field) {
    return add(text(names, label, description, field));
  }

  /// An option whose value may be left out: then it is `fallback`.
  Declaration option(Optional option, String description, Consumer<String> field) {
    return add(
        text(option.names(), option.label(), description, field)
            .arity("0..1")
            .fallbackValue(option.fallback()));
  }

  /// How an option with a value that may be left out is written.
  record Optional(String names, String label, String fallback) {}

  private static OptionSpec.Builder text(
      String names, String label, String description, Consumer<String> field) {
    return bound(
        named(names, description).type(String.class).paramLabel(label),
        new Binding(value -> field.accept((String) value)));
  }

  /// An option with a number as its value.
  Declaration number(String names, String label, String description, Consumer<Integer> field) {
    return add(
        bound(
            named(names, description).type(Integer.class).paramLabel(label),
            new Binding(value -> field.accept((Integer) value))));
  }

  /// An option whose value is the name of one of `type`'s constants.
  <E extends Enum<E>> Declaration choice(
      String names, Class<E> type, String description, Consumer<E> field) {
    return add(
        bound(
            named(names, description).type(type).paramLabel(label(type)),
            new Binding(value -> field.accept(type.cast(value)))));
  }

  /// An option that can be given several times.
  Declaration repeatable(String names, String label, String description, List<String> field) {
    return add(texts(names, label, description, field));
  }

  /// One that must be given at least once.
  Declaration required(String names, String label, String description, List<String> field) {
    return add(texts(names, label, description, field).required(true));
  }

  private static OptionSpec.Builder texts(
      String names, String label, String description, List<String> field) {
    return bound(
        named(names, description).type(List.class).auxiliaryTypes(String.class).paramLabel(label),
        Binding.to(field));
  }

  /// A parameter that must be given.
  Declaration parameter(String label, String description, Consumer<String> field) {
    return add(
        parameter(label, description, "1").type(String.class),
        new Binding(value -> field.accept((String) value)));
  }

  /// A parameter that must be the name of one of `type`'s constants.
  <E extends Enum<E>> Declaration parameter(Class<E> type, String description, Consumer<E> field) {
    return add(
        parameter(label(type), description, "1").type(type),
        new Binding(value -> field.accept(type.cast(value))));
  }

  /// A parameter that may be left out.
  Declaration optionalParameter(String label, String description, Consumer<String> field) {
    return add(
        parameter(label, description, "0..1").type(String.class),
        new Binding(value -> field.accept((String) value)));
  }

  /// One parameter or more.
  Declaration parameters(String label, String description, List<String> field) {
    return add(
        parameter(label, description, "1..*")
            .index("0..*")
            .type(List.class)
            .auxiliaryTypes(String.class),
        Binding.to(field));
  }

  private PositionalParamSpec.Builder parameter(String label, String description, String arity) {
    return PositionalParamSpec.builder()
        .index(Integer.toString(parameters++))
        .arity(arity)
        .required(!arity.startsWith("0"))
        .paramLabel(label)
        .description(description);
  }

  private Declaration add(PositionalParamSpec.Builder parameter, Binding binding) {
    spec.addPositional(parameter.hasInitialValue(false).getter(binding).setter(binding).build());
    return this;
  }

  private Declaration add(OptionSpec.Builder option) {
    spec.addOption(change.apply(option).build());
    return this;
  }

  private static OptionSpec.Builder named(String names, String description) {
    return OptionSpec.builder(names.split(" ", -1)).description(description.split("\n", -1));
  }

  private static OptionSpec.Builder bound(OptionSpec.Builder option, Binding binding) {
    return option.hasInitialValue(false).getter(binding).setter(binding);
  }

  private static <E extends Enum<E>> String label(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Enum::name).collect(Collectors.joining("|"));
  }

  /// Brings a value from picocli to its field, and remembers it for picocli, which asks for it.
  private static final class Binding implements IGetter, ISetter {
    private final Consumer<Object> field;
    private @Nullable Object value;

    private Binding(Consumer<Object> field) {
      this.field = field;
    }

    private static Binding to(List<String> field) {
      return new Binding(
          values -> {
            field.clear();
            ((Collection<?>) values).forEach(each -> field.add((String) each));
          });
    }

    @Override
    @SuppressWarnings("unchecked") // whoever asks has set it
    public <T> @Nullable T get() {
      return (T) value;
    }

    @Override
    public <T> T set(T next) {
      value = next;
      field.accept(next);
      return next;
    }
  }
}
