package dev.revisor.schema.ddl;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LossesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          numeric(10,2)               | integer
          numeric(10,0)               | bigint
          numeric                     | numeric(10,2)
          numeric(10,4)               | numeric(12,2)
          bigint                      | numeric(10,-2)
          numeric(10,3)               | money
          double precision            | numeric(10,2)
          double precision            | real
          bigint                      | double precision
          real[]                      | integer[]
          timestamp without time zone | date
          timestamp with time zone    | timestamp(3) with time zone
          timestamp(3) with time zone | timestamp(0) without time zone
          time with time zone         | time without time zone
          interval                    | time without time zone
          interval(3)                 | interval(0)
          inet                        | cidr
          text                        | name
          text                        | "char"
          """)
  void somethingMayBeLost(String from, String to) {
    assertThat(Losses.between(from, to)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          integer                        | bigint
          bigint                         | integer
          smallint                       | real
          integer                        | double precision
          real                           | double precision
          integer                        | numeric(10,2)
          numeric(10,2)                  | numeric(12,4)
          numeric(10,2)                  | numeric
          numeric(10,2)                  | text
          money                          | numeric(10,2)
          date                           | timestamp without time zone
          timestamp(3) without time zone | timestamp without time zone
          timestamp without time zone    | timestamp with time zone
          time without time zone         | interval
          cidr                           | inet
          character varying(10)          | text
          text                           | character varying(10)
          json                           | jsonb
          public.mood                    | public.mood2
          """)
  void nothingIsLost(String from, String to) {
    assertThat(Losses.between(from, to)).isFalse();
  }
}
