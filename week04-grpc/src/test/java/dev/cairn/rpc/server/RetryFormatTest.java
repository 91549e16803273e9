package dev.cairn.rpc.server;

import static dev.cairn.rpc.server.Asked.SESSION;
import static dev.cairn.rpc.server.Asked.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.store.Mutation;
import dev.cairn.common.store.ReservedKeys;
import dev.cairn.common.store.StoreException;
import dev.cairn.rpc.call.RequestId;
import dev.cairn.rpc.call.SessionId;
import dev.cairn.rpc.server.RetryRow.Answer;
import java.util.List;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Rows to bytes and back, and every damage by name.
class RetryFormatTest {
    private static final Bytes SESSION_KEY = RetryFormat.key(SESSION);
    private static final Bytes SLOT_KEY = RetryFormat.key(SESSION, 3);

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    @net.jqwik.api.Tag("4.8")
    void what_is_written_is_read(
            @ForAll @Size(SessionId.LENGTH) byte[] session,
            @ForAll @IntRange(max = ServiceOptions.SLOTS_MAX - 1) int slot,
            @ForAll @LongRange(min = 1) long sequence,
            @ForAll long hash,
            @ForAll Answer answer) {
        SessionId id = new SessionId(Bytes.copyOf(session));
        for (RetryRow row : List.of(
                new RetryRow.Opened(id, slot + 1),
                new RetryRow.Answered(new RequestId(id, slot, sequence), hash, answer))) {
            Mutation.Put written = RetryFormat.encoded(row);
            assertThat(ReservedKeys.contain(written.key())).isTrue();
            assertThat(RetryFormat.decoded(written.key(), written.value())).isEqualTo(row);
        }
    }

    @Test
    @Tag("4.8")
    void a_session_sorts_right_before_its_slots_in_their_order() {
        SessionId next = new SessionId(Bytes.hex("000102030405060708090a0b0c0d0e10"));
        assertThat(List.of(
                        RetryFormat.key(SESSION),
                        RetryFormat.key(SESSION, 0),
                        RetryFormat.key(SESSION, 255),
                        RetryFormat.key(SESSION, 256),
                        RetryFormat.key(SESSION, 65_535),
                        RetryFormat.key(next)))
                .isSorted();
    }

    @Test
    @Tag("4.8")
    void a_key_of_another_length_is_damage() {
        StoreException.Corrupt damage = damage(SESSION_KEY.concat(Bytes.hex("00")), Bytes.hex("0180000000"));
        assertThat(damage.file())
                .isEqualTo("row 00636169726e0072000102030405060708090a0b0c0d0e0f00 of the retry table"
                        + " ('cairn serve --forget-sessions' gives the table up)");
        assertThat(damage.expected()).isEqualTo("a key of 24 or 26 bytes");
        assertThat(damage.actual()).isEqualTo("25 bytes");
    }

    @Test
    @Tag("4.8")
    void another_version_is_damage() {
        StoreException.Corrupt damage = damage(SESSION_KEY, Bytes.hex("0280000000"));
        assertThat(damage.expected()).isEqualTo("version 1");
        assertThat(damage.actual()).isEqualTo("2");
        assertThat(damage).hasMessageContaining(SESSION_KEY.toHex());
        assertThat(damage(SESSION_KEY, Bytes.hex("0080000000")).actual()).isEqualTo("0");
    }

    @Test
    @Tag("4.8")
    void a_number_of_slots_that_cannot_be_is_damage() {
        assertThat(damage(SESSION_KEY, Bytes.hex("0100000000")).actual()).isEqualTo("0");
        assertThat(damage(SESSION_KEY, Bytes.hex("0101000100")).actual()).isEqualTo("65537");
        assertThat(damage(SESSION_KEY, Bytes.hex("01ffffffff")).expected()).isEqualTo("1 to 65536 slots");
        assertThat(RetryFormat.decoded(SESSION_KEY, Bytes.hex("0100000100")))
                .as("the most slots that a session may have")
                .isEqualTo(new RetryRow.Opened(SESSION, ServiceOptions.SLOTS_MAX));
    }

    @Test
    @Tag("4.8")
    void the_place_of_damage_is_the_byte_where_something_is_missing_or_too_much_else_0() {
        assertThat(damage(SESSION_KEY, Bytes.hex("01")).offset())
                .as("slots are missing")
                .isEqualTo(1);
        assertThat(damage(SLOT_KEY, Bytes.hex("0101")).offset())
                .as("the sequence is missing")
                .isEqualTo(2);
        assertThat(damage(SESSION_KEY, Bytes.hex("018000000000")).offset())
                .as("a byte behind the last")
                .isEqualTo(5);
        assertThat(damage(SESSION_KEY, Bytes.hex("0100000000")).offset())
                .as("a number that cannot be")
                .isZero();
        assertThat(damage(SESSION_KEY.concat(Bytes.hex("00")), Bytes.hex("0180000000"))
                        .offset())
                .as("a key that cannot be")
                .isZero();
    }

    @Test
    @Tag("4.8")
    void an_answer_that_nobody_gives_is_damage() {
        for (int code : new int[] {0, 4, 255}) {
            Bytes value = new ByteWriter().u8(1).u8(code).fixed64(1).fixed64(0).takeBytes();
            assertThat(damage(SLOT_KEY, value).expected()).isEqualTo("an answer from 1 to 3");
        }
    }

    @Test
    @Tag("4.8")
    void a_sequence_below_one_is_damage() {
        for (long sequence : new long[] {0, -1}) {
            Bytes value =
                    new ByteWriter().u8(1).u8(1).fixed64(sequence).fixed64(0).takeBytes();
            assertThat(damage(SLOT_KEY, value).expected()).isEqualTo("a sequence from 1 on");
        }
    }

    @Test
    @Tag("4.8")
    void a_value_that_is_cut_off_or_too_long_is_damage() {
        for (RetryRow row :
                List.of(new RetryRow.Opened(SESSION, 128), new RetryRow.Answered(id(3, 7), 5, Answer.DONE))) {
            Mutation.Put whole = RetryFormat.encoded(row);
            for (int length = 0; length < whole.value().length(); length++) {
                assertThat(damage(whole.key(), whole.value().slice(0, length))).isNotNull();
            }
            assertThat(damage(whole.key(), whole.value().concat(Bytes.hex("00")))
                            .expected())
                    .isEqualTo("the end");
        }
    }

    private static StoreException.Corrupt damage(Bytes key, Bytes value) {
        StoreException.Corrupt damage =
                catchThrowableOfType(StoreException.Corrupt.class, () -> RetryFormat.decoded(key, value));
        assertThat(damage)
                .as("the damage that is found in %s with %s", key.toHex(), value.toHex())
                .isNotNull();
        return damage;
    }
}
