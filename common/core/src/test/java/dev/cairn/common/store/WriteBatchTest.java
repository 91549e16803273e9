package dev.cairn.common.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What goes into a batch, and what is refused at the door.
final class WriteBatchTest {
    private static final Bytes KEY = Bytes.utf8("key");
    private static final Bytes VALUE = Bytes.utf8("value");

    private final WriteBatch.Builder builder = WriteBatch.builder();

    @Test
    void mutations_stay_in_their_order() {
        WriteBatch batch =
                builder.put(KEY, VALUE).delete(KEY).put(KEY, Bytes.EMPTY).build();

        assertThat(batch.mutations())
                .containsExactly(
                        new Mutation.Put(KEY, VALUE), new Mutation.Delete(KEY), new Mutation.Put(KEY, Bytes.EMPTY));
        assertThat(batch.count()).isEqualTo(3);
        assertThat(batch.payloadBytes()).isEqualTo(3 + 5 + 3 + 3);
    }

    @Test
    void an_empty_batch_has_nothing_to_do() {
        assertThat(builder.build().isEmpty()).isTrue();
        assertThat(builder.build().payloadBytes()).isZero();
        assertThat(builder.delete(Bytes.EMPTY).build().isEmpty()).isFalse();
    }

    @Test
    void a_built_batch_does_not_change_when_its_builder_is_used_again() {
        WriteBatch first = builder.put(KEY, VALUE).build();

        WriteBatch second = builder.delete(KEY).build();

        assertThat(first.count()).isEqualTo(1);
        assertThat(second.count()).isEqualTo(2);
        assertThat(first)
                .isNotEqualTo(second)
                .isEqualTo(WriteBatch.builder().put(KEY, VALUE).build());
        assertThatThrownBy(() -> first.mutations().clear()).isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void a_batch_is_shown_by_its_mutations() {
        assertThat(builder.put(KEY, VALUE).delete(KEY).build())
                .hasToString("[Put[key=key, value=value], Delete[key=key]]");
    }

    @Test
    void a_value_that_looks_like_a_delete_is_a_value() {
        WriteBatch batch =
                builder.put(KEY, Bytes.EMPTY).put(KEY, Bytes.hex("00")).build();

        assertThat(batch.mutations()).hasOnlyElementsOfType(Mutation.Put.class);
    }

    @Test
    void keys_and_values_up_to_their_limits_are_taken() {
        builder.put(zeros(WriteBatch.KEY_BYTES_MAX), VALUE).put(KEY, zeros(WriteBatch.VALUE_BYTES_MAX));

        assertThat(builder.build().count()).isEqualTo(2);
    }

    @Test
    void a_key_over_its_limit_is_refused() {
        Bytes key = zeros(65_537);

        assertRefusal(() -> builder.put(key, VALUE), "key of 65537 bytes is over the limit of 65536 bytes");
        assertRefusal(() -> builder.delete(key), "key of 65537 bytes is over the limit of 65536 bytes");
    }

    @Test
    void a_value_over_its_limit_is_refused() {
        assertRefusal(
                () -> builder.put(KEY, zeros(67_108_865)),
                "value of 67108865 bytes is over the limit of 67108864 bytes");
    }

    @Test
    void a_batch_over_its_limit_is_refused_and_stays_as_it_was() {
        Bytes half = zeros(WriteBatch.VALUE_BYTES_MAX);
        builder.put(Bytes.EMPTY, half).put(Bytes.EMPTY, half);

        assertRefusal(
                () -> builder.delete(Bytes.hex("01")), "batch of 134217729 bytes is over the limit of 134217728 bytes");
        assertThat(builder.build().count()).isEqualTo(2);
        assertThat(builder.build().payloadBytes()).isEqualTo(WriteBatch.BATCH_BYTES_MAX);
    }

    @Test
    void reserved_keys_are_refused_to_users() {
        String message = "key \"\\x00cairn\\x00x\" is reserved: keys that begin with the bytes 00636169726e00"
                + " belong to the node; use another key";
        Bytes reserved = ReservedKeys.PREFIX.concat(Bytes.utf8("x"));

        assertRefusal(() -> builder.put(reserved, VALUE), message);
        assertRefusal(() -> builder.delete(reserved), message);
        assertThat(builder.build().isEmpty()).isTrue();
    }

    @Test
    void keys_beside_the_reserved_ones_are_free() {
        for (String key : List.of("", "00", "00636169726e", "00636169726e01", "636169726e00")) {
            builder.put(Bytes.hex(key), VALUE);
        }
        assertThat(builder.build().count()).isEqualTo(5);
        assertThat(ReservedKeys.contain(ReservedKeys.PREFIX)).isTrue();
    }

    @Test
    void what_users_write_is_told_from_what_the_node_has_added() {
        builder.put(KEY, VALUE);
        assertThat(builder.build().userBytes()).isEqualTo(builder.build().payloadBytes());

        builder.addInternal(new Mutation.Put(ReservedKeys.PREFIX, VALUE));
        assertThat(builder.build().userBytes()).isEqualTo(KEY.length() + VALUE.length());
    }

    @Test
    void the_node_itself_may_write_reserved_keys_within_the_limits() {
        Mutation put = new Mutation.Put(ReservedKeys.PREFIX, VALUE);
        Mutation delete = new Mutation.Delete(ReservedKeys.PREFIX);

        assertThat(builder.addInternal(put).addInternal(delete).build().mutations())
                .containsExactly(put, delete);
        assertRefusal(
                () -> builder.addInternal(new Mutation.Delete(zeros(65_537))),
                "key of 65537 bytes is over the limit of 65536 bytes");
    }

    private static void assertRefusal(Runnable action, String message) {
        assertThatThrownBy(action::run)
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage(message);
    }

    private static Bytes zeros(int length) {
        return Bytes.wrap(new byte[length]);
    }
}
