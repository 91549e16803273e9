package dev.cairn.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import dev.cairn.common.store.StoreException;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Changes that depend on what is there, with somebody else at work in the store.
@Tag("3.17")
final class UpdateTest {
    private final BusyStore store = new BusyStore();
    private final TypedStore<String, String> words = TypedStore.over(store, "words", Codecs.string(), ValueType.text());

    @Test
    void a_change_is_made_of_what_is_there() {
        words.put("k", "a");

        assertThat(words.update("k", word -> word.map(a -> a + "b"))).isEqualTo(done("ab", 1));
        assertThat(words.get("k")).contains("ab");
    }

    @Test
    void a_change_may_make_a_row_and_take_it_away() {
        assertThat(words.update("k", word -> Optional.of(word.orElse("new")))).isEqualTo(done("new", 1));
        assertThat(words.update("k", _ -> Optional.empty())).isEqualTo(new Update.Done<>(Optional.empty(), 1));
        assertThat(words.contains("k")).isFalse();
    }

    @Test
    void what_somebody_else_wrote_between_reading_and_writing_is_not_lost() {
        words.put("k", "a");
        store.afterARead(() -> words.put("k", "other"));

        assertThat(words.update("k", word -> word.map(a -> a + "b"))).isEqualTo(done("otherb", 2));
        assertThat(words.get("k"))
                .as("the value, after somebody else wrote \"other\"")
                .contains("otherb");
    }

    @Test
    void a_row_that_somebody_else_made_first_is_not_lost() {
        store.afterARead(() -> words.put("k", "other"));

        assertThat(words.update("k", word -> Optional.of(word.orElse("mine")))).isEqualTo(done("other", 2));
    }

    @Test
    void after_as_many_attempts_as_it_was_told_it_says_so() {
        for (int i = 0; i < 5; i++) {
            String other = "other " + i;
            store.afterARead(() -> words.put("k", other));
        }

        assertThat(words.withAttempts(3).update("k", _ -> Optional.of("mine"))).isEqualTo(new Update.Contended<>(3));
        assertThat(store.compareAndSets()).as("attempts").isEqualTo(3);
        assertThat(words.get("k")).contains("other 2");
    }

    @Test
    void after_an_unknown_outcome_it_is_not_tried_again() {
        words.put("k", "a");
        store.losesTheNextAnswer();

        assertThatThrownBy(() -> words.update("k", word -> word.map(a -> a + "b")))
                .isInstanceOf(StoreException.UnknownOutcome.class);
        assertThat(words.get("k")).as("the value, changed once").contains("ab");
    }

    @Test
    void a_value_that_was_written_in_another_form_is_changed_too() {
        TypedStore<String, String> loud =
                TypedStore.over(store, "words", Codecs.string(), new ValueType<>("word", new CaselessCodec()));
        store.put(Bytes.hex("05").concat(Bytes.utf8("wordsk")), Bytes.utf8("MiXeD"));

        assertThat(loud.update("k", word -> word.map(w -> w + "!")))
                .as("an update of a value that has two encodings")
                .isEqualTo(done("mixed!", 1));
    }

    @Test
    void what_the_change_throws_goes_through_and_changes_nothing() {
        words.put("k", "a");

        assertThatThrownBy(() -> words.update("k", _ -> {
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThat(words.get("k")).contains("a");
    }

    private static Update<String> done(String value, int attempts) {
        return new Update.Done<>(Optional.of(value), attempts);
    }

    /// Reads any mixture of cases and writes small letters: a value has many encodings.
    private static final class CaselessCodec implements Codec<String> {
        @Override
        public Bytes encode(String value) {
            return Bytes.utf8(value);
        }

        @Override
        public String decode(Bytes bytes) {
            return bytes.toUtf8().toLowerCase(Locale.ROOT);
        }
    }
}
