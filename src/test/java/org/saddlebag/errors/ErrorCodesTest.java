package org.saddlebag.errors;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Walks every error code of the house. */
class ErrorCodesTest {

  private static final List<ErrorCode> ALL =
      new ClassFileImporter()
              .withImportOption(new ImportOption.DoNotIncludeTests())
              .importPackages("org.saddlebag")
              .stream()
              .filter(type -> type.isAssignableTo(ErrorCode.class) && type.isEnum())
              .map(JavaClass::reflect)
              .flatMap(type -> Stream.of(type.getEnumConstants()))
              .map(ErrorCode.class::cast)
              .toList();

  @Test
  void every_code_has_a_mend_that_is_a_sentence() {
    assertThat(ALL).hasSizeGreaterThan(10);
    assertThat(ALL)
        .allSatisfy(
            code -> {
              assertThat(code.fix()).as(code.id()).isNotBlank().endsWith(".").doesNotContain("%");
              assertThat(code.fix()).as(code.id()).matches("(?s)[A-Z].{15,}");
            });
  }

  @Test
  void every_id_is_fit_for_scripts() {
    assertThat(ALL).extracting(ErrorCode::id).allMatch(id -> id.matches("[a-z0-9]+(-[a-z0-9]+)*"));
  }

  @Test
  void a_message_has_code_event_and_mend() {
    ErrorCode code = ALL.get(0);
    assertThat(new Refused(code, "it was so"))
        .hasMessage(code.id() + ": it was so [" + code.fix() + "]");
  }
}
