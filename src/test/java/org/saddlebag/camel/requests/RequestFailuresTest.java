package org.saddlebag.camel.requests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.saddlebag.errors.ErrorCode;
import org.saddlebag.errors.KeyUnavailable;
import org.saddlebag.errors.Refused;
import org.saddlebag.keys.KeyError;
import org.saddlebag.keys.kms.KmsError;
import org.saddlebag.requests.ObjectRequest;
import org.saddlebag.s3.ObjectStore;
import org.saddlebag.s3.StoreError;

/** What is an answer to a request, and what only seems to be one. */
class RequestFailuresTest {

  private static boolean isAnswer(ErrorCode ofKey) {
    return RequestFailures.areAnswers(new KeyUnavailable(ofKey, "no"));
  }

  @ParameterizedTest
  @EnumSource(
      value = KmsError.class,
      names = {"KMS_OTHER_KEY", "KMS_KEY_NOT_ALLOWED"},
      mode = EnumSource.Mode.EXCLUDE)
  void trouble_with_kms_is_no_answer(KmsError code) {
    assertThat(isAnswer(code)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"NO_MATCHING_KEY", "WRAP_REFUSED", "CONTEXT_MISMATCH"})
  void an_object_of_another_key_is_an_answer(KeyError code) {
    assertThat(isAnswer(code)).isTrue();
    assertThat(isAnswer(KmsError.KMS_OTHER_KEY)).isTrue();
  }

  @Test
  void every_key_must_have_said_so() {
    KeyUnavailable all = new KeyUnavailable(KeyError.WRAP_REFUSED, "not sealed by this one");
    all.addSuppressed(new KeyUnavailable(KmsError.KMS_OTHER_KEY, "nor by this one"));
    assertThat(RequestFailures.areAnswers(all)).isTrue();
    all.addSuppressed(new KeyUnavailable(KmsError.KMS_CREDENTIALS, "nobody knows"));
    assertThat(RequestFailures.areAnswers(all)).isFalse();
  }

  private static void find(ErrorCode toHead, ErrorCode toGet, List<String> calls) {
    InvocationHandler answers =
        (proxy, method, arguments) -> {
          calls.add(method.getName());
          throw new Refused(method.getName().equals("head") ? toHead : toGet, "no");
        };
    ObjectStore store =
        (ObjectStore)
            Proxy.newProxyInstance(
                RequestFailuresTest.class.getClassLoader(),
                new Class<?>[] {ObjectStore.class},
                answers);
    RequestSettings settings = new RequestSettings();
    settings.setBucket("b");
    new RequestedObjects(settings, store, null).of(new ObjectRequest("r", "k", null, null, ""));
  }

  @ParameterizedTest
  @EnumSource(names = {"REQUEST_REFUSED", "ACCESS_DENIED", "NO_SUCH_OBJECT"})
  void what_a_head_can_not_say_is_asked_for(StoreError toHead) {
    List<String> calls = new ArrayList<>();
    for (StoreError why : List.of(StoreError.BAD_CREDENTIALS, StoreError.NO_SUCH_BUCKET)) {
      assertThatThrownBy(() -> find(toHead, why, calls))
          .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(why));
    }
    assertThatThrownBy(() -> find(toHead, StoreError.RANGE_OUTSIDE, calls))
        .isInstanceOfSatisfying(Refused.class, e -> assertThat(e.code()).isEqualTo(toHead));
    assertThat(calls).hasSize(6).containsOnly("head", "getRange");
  }
}
