package org.saddlebag.camel.observe;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.saddlebag.errors.Refused;

/** What is announced is there. */
class EndpointTest {

  @Test
  void a_port_that_nobody_has_opened_is_no_endpoint() throws IOException {
    URI where;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      where = URI.create("http://127.0.0.1:" + socket.getLocalPort());
      assertThatCode(() -> Endpoint.announce(where)).doesNotThrowAnyException();
    }

    assertThatThrownBy(() -> Endpoint.announce(where))
        .isInstanceOf(Refused.class)
        .hasMessageContaining("does not listen on " + where);
  }
}
