package dev.cairn.wal.commit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.store.StoreException;
import dev.cairn.wal.TailPolicy;
import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The three policies as texts, and what each means for a tail.
final class SyncPolicyTest {
    @Test
    void each_policy_has_a_text() {
        assertThat(SyncPolicy.always()).hasToString("always");
        assertThat(SyncPolicy.never()).hasToString("never");
        assertThat(SyncPolicy.every(Duration.ofMillis(10))).hasToString("every=10ms");
        assertThat(SyncPolicy.every(Duration.ofSeconds(2))).hasToString("every=2000ms");
    }

    @Test
    void each_text_has_a_policy() {
        assertThat(SyncPolicy.parse("always")).isEqualTo(SyncPolicy.always());
        assertThat(SyncPolicy.parse("never")).isEqualTo(SyncPolicy.never());
        assertThat(SyncPolicy.parse("every=10ms")).isEqualTo(SyncPolicy.every(Duration.ofMillis(10)));
        assertThat(SyncPolicy.parse("every=2s")).isEqualTo(SyncPolicy.every(Duration.ofSeconds(2)));
    }

    @Property
    void a_policy_comes_back_from_its_text(@ForAll @LongRange(min = 1, max = 999_999_999) long millis) {
        SyncPolicy policy = SyncPolicy.every(Duration.ofMillis(millis));
        assertThat(SyncPolicy.parse(policy.toString())).isEqualTo(policy);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Always",
                "sometimes",
                "every",
                "every=",
                "every=10",
                "every=10us",
                "every=-1ms",
                "every=1.5ms",
                "every=10ms ",
                "every=9999999999ms"
            })
    void any_other_text_is_refused_with_what_is_allowed(String text) {
        assertThatThrownBy(() -> SyncPolicy.parse(text))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("\"" + text + "\"")
                .hasMessageContaining("always, never, or every=TIME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"every=0ms", "every=0s"})
    void an_interval_below_a_millisecond_is_refused(String text) {
        assertThatThrownBy(() -> SyncPolicy.parse(text))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessageContaining("at least 1ms");
        assertThatThrownBy(() -> SyncPolicy.every(Duration.ofMillis(-5))).isInstanceOf(StoreException.Refused.class);
    }

    @Test
    void only_under_always_is_each_record_synced_before_the_next() {
        assertThat(TailPolicy.after(SyncPolicy.always())).isEqualTo(TailPolicy.ONE_RECORD_PER_SYNC);
        assertThat(TailPolicy.after(SyncPolicy.every(Duration.ofMillis(1)))).isEqualTo(TailPolicy.FIRST_DAMAGE_ENDS);
        assertThat(TailPolicy.after(SyncPolicy.never())).isEqualTo(TailPolicy.FIRST_DAMAGE_ENDS);
    }
}
