package dev.cairn.wal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Numbers to names and back.
final class SegmentNamesTest {
    private static final SegmentNames MANIFEST = new SegmentNames("MANIFEST-", "");

    @Test
    void a_name_has_at_least_six_digits() {
        assertThat(SegmentNames.LOG.nameOf(12)).isEqualTo("000012.log");
        assertThat(SegmentNames.LOG.nameOf(1_234_567)).isEqualTo("1234567.log");
        assertThat(MANIFEST.nameOf(5)).isEqualTo("MANIFEST-000005");
    }

    @Test
    void a_name_tells_its_number() {
        assertThat(SegmentNames.LOG.numberIn("000012.log")).hasValue(12);
        assertThat(SegmentNames.LOG.numberIn("1234567.log")).hasValue(1_234_567);
        assertThat(MANIFEST.numberIn("MANIFEST-000005")).hasValue(5);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ".log",
                "log",
                "12.log",
                "0000012.log",
                "000000.log",
                "00012.log",
                "00001x.log",
                "-00012.log",
                "+00012.log",
                "000012.log.tmp",
                "000012.LOG",
                " 000012.log",
                "000012.checkpoint",
                "MANIFEST-000012",
                "9999999999999999999.log",
                "00000١.log"
            })
    void any_other_name_has_no_number(String name) {
        assertThat(SegmentNames.LOG.numberIn(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {0, -1, Long.MIN_VALUE})
    void a_number_below_one_has_no_name(long number) {
        assertThatThrownBy(() -> SegmentNames.LOG.nameOf(number)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fa-IR", "ar-EG", "mr-IN", "tr-TR", "en-US"})
    void a_name_is_the_same_in_every_language(String language) {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.forLanguageTag(language));
            assertThat(SegmentNames.LOG.nameOf(12)).isEqualTo("000012.log");
            assertThat(SegmentNames.LOG.numberIn("000012.log")).hasValue(12);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Property
    void every_number_comes_back_from_its_name(
            @ForAll @LongRange(min = 1, max = 999_999_999_999_999_999L) long number) {
        assertThat(SegmentNames.LOG.numberIn(SegmentNames.LOG.nameOf(number))).hasValue(number);
        assertThat(MANIFEST.numberIn(MANIFEST.nameOf(number))).hasValue(number);
    }
}
