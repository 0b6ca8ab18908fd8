package org.saddlebag.camel.watch;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** How long a file that changes is waited for. */
class ChangedFilesTest {

  private final ChangedFiles changed = new ChangedFiles();

  private boolean leavesAtTheNextPoll(String name) {
    changed.pollBegins();
    return changed.leaves(name);
  }

  @Test
  void one_that_always_changes_is_sent_in_the_end() {
    for (int poll = 0; poll < 4; poll++) {
      assertThat(leavesAtTheNextPoll("log")).isTrue();
      assertThat(changed.waiting()).isEqualTo(1);
    }

    assertThat(leavesAtTheNextPoll("log")).isFalse();
    assertThat(changed.waiting()).isZero();
  }

  @Test
  void one_that_came_to_rest_meanwhile_is_waited_for_anew() {
    for (int poll = 0; poll < 4; poll++) {
      assertThat(leavesAtTheNextPoll("a")).isTrue();
    }
    changed.pollBegins();

    assertThat(leavesAtTheNextPoll("a")).isTrue();
  }
}
