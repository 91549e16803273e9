package dev.cairn.rpc.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Times as a person writes them.
class TimeTextTest {
    @Test
    void a_time_has_a_number_and_a_unit() {
        assertThat(TimeText.parse("--grace", "500ms")).isEqualTo(Duration.ofMillis(500));
        assertThat(TimeText.parse("--grace", "10s")).isEqualTo(Duration.ofSeconds(10));
        assertThat(TimeText.parse("--grace", "2m")).isEqualTo(Duration.ofMinutes(2));
        assertThat(TimeText.parse("--grace", "0s")).isEqualTo(Duration.ZERO);
    }

    @ParameterizedTest
    @ValueSource(strings = {"86400001ms", "86401s", "1441m", "999999999m"})
    void more_than_a_day_is_refused(String text) {
        assertThat(TimeText.parse("--grace", "1440m")).isEqualTo(Duration.ofDays(1));
        assertThatThrownBy(() -> TimeText.parse("--grace", text))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("--grace is \"" + text + "\", but must be a day at most (1440m)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10", "s", "-1s", "1.5s", "1h", "1 s", "10000000000s"})
    void anything_else_is_refused(String text) {
        assertThatThrownBy(() -> TimeText.parse("--grace", text))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage("--grace is \"" + text + "\", but must be a time with ms, s or m, as in 500ms, 10s or 2m");
    }
}
