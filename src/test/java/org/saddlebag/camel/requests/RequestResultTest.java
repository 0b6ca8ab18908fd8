package org.saddlebag.camel.requests;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.camel.Exchange;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.DefaultExchange;
import org.junit.jupiter.api.Test;
import org.saddlebag.camel.RouteError;
import org.saddlebag.camel.sqs.MessageWork;
import org.saddlebag.camel.sqs.SqsSlots;
import org.saddlebag.errors.Refused;
import org.saddlebag.errors.SaddlebagException;
import org.saddlebag.requests.Reply;
import org.saddlebag.s3.StoreError;

/** No request is answered before the end of each of its objects is known. */
class RequestResultTest {

  private static final SaddlebagException AWAY = new Refused(StoreError.BAD_CREDENTIALS, "away");
  private static final Reply.Wanted OBJECT = new Reply.Wanted("k", null);

  private final RequestResult result = new RequestResult("r");

  private Exchange exchange() {
    Exchange exchange = new DefaultExchange(new DefaultCamelContext());
    RequestResult.SLOT.put(exchange, result);
    return exchange;
  }

  @Test
  void an_object_that_fails_before_anybody_notes_it_breaks_the_request_off() {
    Exchange request = exchange();
    Exchange object = exchange();
    object.setException(AWAY);
    result.expects(1);
    RequestWork work = new RequestWork();

    assertThat(work.aggregate(null, object, request)).isSameAs(request);
    work.reply(request);

    assertThat(result.trouble()).isSameAs(AWAY);
    assertThat(SqsSlots.END.of(request)).isEqualTo(MessageWork.End.BROKEN_OFF);
  }

  @Test
  void an_object_that_nobody_noted_breaks_the_request_off() {
    Exchange request = exchange();
    result.expects(2);
    result.failed(OBJECT, AWAY);

    new RequestWork().reply(request);

    assertThat(result.trouble().code()).isEqualTo(RouteError.UNFORESEEN);
    assertThat(result.trouble()).hasMessageContaining("1 of 2 objects is unknown");
    assertThat(SqsSlots.END.of(request)).isEqualTo(MessageWork.End.BROKEN_OFF);
  }

  @Test
  void three_objects_in_a_row_that_nobody_answers_for_are_enough() {
    result.brokenOff(AWAY);
    result.brokenOff(AWAY);
    result.failed(OBJECT, AWAY);
    result.brokenOff(AWAY);
    result.brokenOff(AWAY);
    assertThat(result.goesOn()).isTrue();
    result.brokenOff(AWAY);
    assertThat(result.goesOn()).isFalse();
  }

  @Test
  void a_process_that_stops_begins_no_other_object() {
    result.stopped(AWAY);
    assertThat(result.goesOn()).isFalse();
  }
}
