package dev.revisor.api;

import io.fabric8.crd.generator.annotation.AdditionalPrinterColumn;
import io.fabric8.kubernetes.api.model.Namespaced;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.model.annotation.Categories;
import io.fabric8.kubernetes.model.annotation.Group;
import io.fabric8.kubernetes.model.annotation.Kind;
import io.fabric8.kubernetes.model.annotation.Plural;
import io.fabric8.kubernetes.model.annotation.ShortNames;
import io.fabric8.kubernetes.model.annotation.Singular;
import io.fabric8.kubernetes.model.annotation.Version;

/// A database, and the revision that it should be at.
@Group(SchemaMigration.GROUP)
@Version(SchemaMigration.VERSION)
@Kind(SchemaMigration.KIND)
@Singular("schemamigration")
@Plural("schemamigrations")
@ShortNames("sm")
@Categories("all")
@AdditionalPrinterColumn(
    name = "Current",
    jsonPath = ".status.currentRevisions[*]",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Target",
    jsonPath = ".status.targetRevisions[*]",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Pending",
    jsonPath = ".status.pending",
    type = AdditionalPrinterColumn.Type.INTEGER)
@AdditionalPrinterColumn(
    name = "Ready",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].status",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Reason",
    jsonPath = ".status.conditions[?(@.type==\"Ready\")].reason",
    type = AdditionalPrinterColumn.Type.STRING)
@AdditionalPrinterColumn(
    name = "Age",
    jsonPath = ".metadata.creationTimestamp",
    type = AdditionalPrinterColumn.Type.DATE)
@AdditionalPrinterColumn(
    name = "Image",
    jsonPath = ".status.image",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Database",
    jsonPath = ".status.database.name",
    type = AdditionalPrinterColumn.Type.STRING,
    priority = 1)
@AdditionalPrinterColumn(
    name = "Last-Run",
    jsonPath = ".status.lastRun.finishedAt",
    type = AdditionalPrinterColumn.Type.DATE,
    priority = 1)
public class SchemaMigration extends CustomResource<SchemaMigrationSpec, SchemaMigrationStatus>
    implements Namespaced {
  private static final long serialVersionUID = 1;

  public static final String GROUP = "revisor.dev";
  public static final String VERSION = "v1alpha1";
  public static final String KIND = "SchemaMigration";

  /// A label of the Jobs and pods of migrations: the uid of the resource.
  public static final String UID_LABEL = "revisor.dev/uid";

  /// A label of the same: the run's number.
  public static final String RUN_LABEL = "revisor.dev/run";

  /// An annotation whose change has a failed migration tried again.
  public static final String RETRY_ANNOTATION = "revisor.dev/retry";

  /// An annotation with the hash of a plan that may run.
  public static final String APPROVE_ANNOTATION = "revisor.dev/approve";

  /// An annotation with the fingerprint of a schema that is accepted as it is.
  public static final String ACCEPT_DRIFT_ANNOTATION = "revisor.dev/accept-drift";

  /// An annotation with the uid of a resource whose claim on the database does not count any more.
  public static final String EXPIRE_CLAIM_ANNOTATION = "revisor.dev/expire-claim";
}
