package dev.cairn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// What a mistyped name may have meant.
@Tag("3.18")
class SpellingTest {
    private static final List<String> KNOWN = List.of("blockBytes", "cacheBytes", "sync", "level0Slow", "level0Stop");

    @Test
    void the_distance_counts_what_is_added_left_out_and_replaced() {
        assertThat(Spelling.distance("kitten", "sitting")).as("kitten, sitting").isEqualTo(3);
        assertThat(Spelling.distance("flaw", "lawn")).as("flaw, lawn").isEqualTo(2);
        assertThat(Spelling.distance("", "abc")).as("nothing, abc").isEqualTo(3);
        assertThat(Spelling.distance("abc", "")).as("abc, nothing").isEqualTo(3);
        assertThat(Spelling.distance("same", "same")).as("same, same").isZero();
        assertThat(Spelling.distance("ab", "ba")).as("ab, ba").isEqualTo(2);
    }

    @Property(tries = 200)
    @net.jqwik.api.Tag("3.18")
    void the_distance_is_the_same_both_ways_and_zero_only_for_the_same(
            @ForAll @AlphaChars @StringLength(max = 8) String one,
            @ForAll @AlphaChars @StringLength(max = 8) String other) {
        int steps = Spelling.distance(one, other);
        assertThat(steps).isEqualTo(Spelling.distance(other, one));
        assertThat(steps == 0).isEqualTo(one.equals(other));
        assertThat(steps).isBetween(Math.abs(one.length() - other.length()), Math.max(one.length(), other.length()));
    }

    @Test
    void a_slip_is_understood() {
        suggests("blockByte", "blockBytes");
        suggests("cachBites", "cacheBytes");
        suggests("snyc", "sync");
    }

    @Test
    void letters_may_be_capital_and_words_divided() {
        suggests("BLOCKBYTES", "blockBytes");
        suggests("cache_bytes", "cacheBytes");
        suggests("cache-bytes", "cacheBytes");
        suggests("LEVEL_0_SLOW", "level0Slow");
    }

    @Test
    void of_two_that_are_as_near_the_first_is_suggested() {
        suggests("level0Slop", "level0Slow");
        assertThat(Spelling.nearest("level0Slop", KNOWN.reversed())).hasValue("level0Stop");
    }

    @Test
    void the_nearest_is_suggested_and_not_the_first_that_is_near_enough() {
        assertThat(Spelling.nearest("cacheBytes", List.of("cachedBytes", "cacheBytes")))
                .hasValue("cacheBytes");
    }

    @Test
    void a_third_of_a_long_name_may_be_wrong_and_no_more() {
        assertThat(Spelling.nearest("blxxxBytes", KNOWN)).hasValue("blockBytes");
        assertThat(Spelling.nearest("bxxxxBytes", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("xxnc", KNOWN)).hasValue("sync");
        assertThat(Spelling.nearest("xxxc", KNOWN)).isEmpty();
    }

    @Test
    void nothing_is_suggested_for_what_is_no_slip() {
        assertThat(Spelling.nearest("colour", KNOWN)).isEmpty();
        assertThat(Spelling.nearest("sync", List.of())).isEmpty();
        assertThat(Spelling.nearest("cacheBytes" + "_".repeat(55), KNOWN))
                .as("65 characters")
                .isEmpty();
    }

    private static void suggests(String typed, String meant) {
        assertThat(Spelling.nearest(typed, KNOWN)).as(typed).isEqualTo(Optional.of(meant));
    }
}
