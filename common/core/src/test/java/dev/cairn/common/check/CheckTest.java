package dev.cairn.common.check;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/// Checks that hold are silent; others speak.
final class CheckTest {
    @Test
    void what_holds_is_silent() {
        assertThatCode(() -> Check.that(true, "never shown")).doesNotThrowAnyException();
        assertThatCode(() -> Check.argument(true, "never shown")).doesNotThrowAnyException();
    }

    @Test
    void a_broken_invariant_is_a_state_that_must_not_be() {
        assertThatThrownBy(() -> Check.that(false, "size %s is over %s", 3, 2))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("size 3 is over 2");
    }

    @Test
    void a_broken_rule_is_the_callers_fault() {
        assertThatThrownBy(() -> Check.argument(false, "no %s%% of it", "100%"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no 100%% of it");
    }
}
