package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Sizes as people write them.
@Tag("3.18")
class ByteSizeTest {
    @Test
    void digits_alone_are_bytes() {
        says(Map.of("0", 0L, "4096", 4096L, "007", 7L, " 12 ", 12L));
    }

    @Test
    void units_are_powers_of_1024_in_capital_or_small_letters_with_or_without_a_blank() {
        says(Map.of("3 B", 3L, "4 KiB", 4096L, "64MiB", 64L << 20, "64 mib", 64L << 20, "2  GIB", 2L << 30));
        says(Map.of("1 TiB", 1L << 40, "0 TiB", 0L));
    }

    @Test
    void the_largest_number_is_a_size_and_one_more_is_none() {
        says(Map.of("9223372036854775807", Long.MAX_VALUE));
        refuses("9223372036854775808", "99999999999999999999999");
    }

    @Test
    void a_size_that_wraps_around_to_a_small_one_is_none() {
        says(Map.of("9007199254740991 KiB", 9007199254740991L << 10, "8388607 TiB", 8388607L << 40));
        refuses(
                "18446744073709552 KiB",
                "18014398509481985 KiB",
                "9007199254740992 KiB",
                "17592186044416 MiB",
                "8388608 TiB",
                "16777217 TiB");
    }

    @Test
    void what_is_no_size_is_none() {
        refuses("", " ", "KiB", "-1", "+1", "1.5 MiB", "1e3", "0x10", "4 Ki B", "4 KiB 2", "1_000", "1,000");
    }

    @Test
    void a_unit_that_is_a_thousand_to_some_is_none() {
        refuses("64 MB", "64 kb", "64 M", "64 k", "1 EiB", "64 bytes");
    }

    @Test
    void digits_of_other_scripts_are_none() {
        refuses("١٢", "４ KiB", "४");
    }

    @Test
    void units_in_letters_that_java_takes_for_those_of_ascii_are_none() {
        refuses("4 \u212aiB", "4 K\u0131B", "4 \u212aIB");
    }

    @Property(tries = 200)
    @net.jqwik.api.Tag("3.18")
    void what_is_shown_is_read_again(@ForAll @LongRange(min = 0) long bytes) {
        assertThat(ByteSize.parse(ByteSize.show(bytes))).hasValue(bytes);
        long round = bytes & -(1L << 20);
        assertThat(ByteSize.parse(ByteSize.show(round))).hasValue(round);
    }

    private static void says(Map<String, Long> sizes) {
        sizes.forEach((text, bytes) ->
                assertThat(ByteSize.parse(text)).as("\"%s\"", text).isEqualTo(OptionalLong.of(bytes)));
    }

    private static void refuses(String... texts) {
        for (String text : List.of(texts)) {
            assertThat(ByteSize.parse(text)).as("\"%s\"", text).isEmpty();
        }
    }
}
