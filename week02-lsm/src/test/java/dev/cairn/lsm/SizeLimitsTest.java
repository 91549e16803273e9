package dev.cairn.lsm;

import static dev.cairn.common.bytes.Bytes.utf8;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.common.store.WriteBatch;
import org.junit.jupiter.api.Test;

/// What is too large for a store, and whom that concerns.
final class SizeLimitsTest {
    private static final SizeLimits SMALL = new SizeLimits(4, 8, 12);
    private static final Bytes RESERVED = ReservedKeys.PREFIX.concat(utf8("row"));

    @Test
    void what_a_user_writes_is_held_to_each_limit() {
        assertThatCode(() -> SMALL.check(users("abcd", "12345678").build())).doesNotThrowAnyException();
        refused(users("abcde", "1"), "a key has 5 bytes, but at most 4 are taken (keyBytesMax)");
        refused(users("a", "123456789"), "the value of \"a\" has 9 bytes, but at most 8 are taken (valueBytesMax)");
        refused(
                users("abcd", "12345678").delete(utf8("a")),
                "a batch has 13 bytes, but at most 12 are taken (batchBytesMax): write it in parts");
    }

    @Test
    void rows_of_the_node_are_neither_looked_at_nor_counted() {
        WriteBatch.Builder withRows = users("abcd", "12345678")
                .addInternal(new Mutation.Put(RESERVED, utf8("123456789")))
                .addInternal(new Mutation.Delete(RESERVED));
        assertThatCode(() -> SMALL.check(withRows.build())).doesNotThrowAnyException();
        refused(
                withRows.delete(utf8("a")),
                "a batch has 13 bytes, but at most 12 are taken (batchBytesMax): write it in parts");
    }

    private static WriteBatch.Builder users(String key, String value) {
        return WriteBatch.builder().put(utf8(key), utf8(value));
    }

    private static void refused(WriteBatch.Builder batch, String message) {
        assertThatThrownBy(() -> SMALL.check(batch.build()))
                .isInstanceOf(StoreException.Refused.class)
                .hasMessage(message);
    }
}
