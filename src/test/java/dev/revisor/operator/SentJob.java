package dev.revisor.operator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.client.utils.Serialization;

/// A Job as the API server reads it, for which a field that a Job does not have is a mistake.
final class SentJob {
  private static final ObjectMapper STRICT =
      new ObjectMapper()
          .setAnnotationIntrospector(
              new JacksonAnnotationIntrospector() {
                private static final long serialVersionUID = 1;

                @Override
                public Boolean hasAnySetter(Annotated member) {
                  return false;
                }
              });

  private SentJob() {}

  static Job of(JobFactory.Order order, long run, RunKey key) {
    try {
      return STRICT.readValue(Serialization.asJson(JobFactory.desired(order, run, key)), Job.class);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }
}
