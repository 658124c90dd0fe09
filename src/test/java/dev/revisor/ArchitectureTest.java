package dev.revisor;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The direction of dependencies, and what the pure packages may touch.
@AnalyzeClasses(packages = "dev.revisor", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  private static final String[] PURE = {
    "dev.revisor.revision..",
    "dev.revisor.script..",
    "dev.revisor.plan..",
    "dev.revisor.lint..",
    "dev.revisor.schema.."
  };

  @ArchTest
  static final ArchRule purePackagesUseTheJdkOnly =
      classes()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "java.lang..",
              "java.util..",
              "java.io..",
              "java.nio.charset..",
              "java.nio",
              "java.math..",
              "java.security..",
              "java.text..",
              "java.time..",
              "org.jspecify.annotations..",
              "dev.revisor.revision..",
              "dev.revisor.script..",
              "dev.revisor.plan..",
              "dev.revisor.lint..",
              "dev.revisor.schema..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule purePackagesHaveNoClockNoRandomnessNoThreads =
      noClasses()
          .that()
          .resideInAnyPackage(PURE)
          .should()
          .callMethod(java.time.Instant.class, "now")
          .orShould()
          .callMethod(java.util.UUID.class, "randomUUID")
          .orShould()
          .callMethod(System.class, "getenv", String.class)
          .orShould()
          .callMethod(System.class, "getProperty", String.class)
          .orShould()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(System.class, "nanoTime")
          .orShould()
          .dependOnClassesThat()
          .areAssignableTo(Thread.class)
          .orShould()
          .dependOnClassesThat()
          .resideInAnyPackage("java.util.concurrent..", "java.util.logging..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule leavesKnowNothingOfThePlan =
      noClasses()
          .that()
          .resideInAnyPackage(
              "dev.revisor.revision..", "dev.revisor.script..", "dev.revisor.lint..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage("dev.revisor.plan..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theApiIsALeaf =
      noClasses()
          .that()
          .resideInAPackage("dev.revisor.api..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.revisor.operator..",
              "dev.revisor.engine..",
              "dev.revisor.cli..",
              "dev.revisor.plan..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theEngineKnowsNoFrontEnd =
      noClasses()
          .that()
          .resideInAPackage("dev.revisor.engine..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.revisor.cli..",
              "dev.revisor.operator..",
              "dev.revisor.api..",
              "picocli..",
              "io.quarkus..",
              "io.fabric8..",
              "jakarta..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule commandLineAndOperatorDoNotSeeEachOther =
      noClasses()
          .that()
          .resideInAPackage("dev.revisor.cli..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.revisor.operator..", "dev.revisor.api..", "io.quarkus..", "io.fabric8..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule thePluginKnowsTheApiAlone =
      noClasses()
          .that()
          .resideInAPackage("dev.revisor.kubectl..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.revisor.operator..",
              "dev.revisor.cli..",
              "dev.revisor.engine..",
              "dev.revisor.plan..",
              "io.quarkus..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule nobodyKnowsThePlugin =
      noClasses()
          .that()
          .resideOutsideOfPackage("dev.revisor.kubectl..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("dev.revisor.kubectl..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule theOperatorUsesOnlyTheEnginesReadSide =
      noClasses()
          .that()
          .resideInAPackage("dev.revisor.operator..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "dev.revisor.cli..", "dev.revisor.engine.run..", "dev.revisor.engine.environment..")
          .allowEmptyShould(true);

  @ArchTest
  static final ArchRule packagesHaveNoCycles =
      slices().matching("dev.revisor.(**)").should().beFreeOfCycles();

  @ArchTest
  static final ArchRule namesSaySomething =
      noClasses()
          .should()
          .haveNameMatching(
              ".*[a-z0-9](Util|Utils|Helper|Manager|Processor|Handler|Impl|Base)(\\$.*)?$");
}
