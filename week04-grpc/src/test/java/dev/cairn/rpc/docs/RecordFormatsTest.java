package dev.cairn.rpc.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.store.KeyValueStore;
import dev.cairn.rpc.v1.BatchRequest;
import dev.cairn.rpc.v1.Mutation;
import dev.cairn.sim.MemoryStore;
import dev.cairn.sim.docs.FormatPage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;

/// How an application stores one record as JSON, as MessagePack, as Protocol Buffers and by a codec of
/// its own, and what each does with bytes that it has not written.
final class RecordFormatsTest {
    private static final JournalEntry ENTRY = JournalEntry.EXAMPLE;
    private static final Bytes KEY = Bytes.utf8("journal:1");
    private static final int NEW_FIELD = 100;

    private final KeyValueStore store = new MemoryStore();

    @Test
    void a_record_is_stored_as_json() {
        assertThat(storedAndRead(RecordFormat.JSON).toUtf8())
                .isEqualTo("{\"client\":\"web-7f3a\",\"slot\":3,\"sequence\":48211,\"changes\":["
                        + "{\"key\":\"user:1001:name\",\"value\":\"Ada Lovelace\"},"
                        + "{\"key\":\"user:1001:city\",\"value\":\"Zürich\"},"
                        + "{\"key\":\"user:1001:visits\",\"value\":\"482107\"}]}");
    }

    @Test
    void a_record_is_stored_as_message_pack() throws IOException {
        Bytes stored = storedAndRead(RecordFormat.MESSAGE_PACK);

        try (var unpacker = MessagePack.newDefaultUnpacker(stored.toArray())) {
            assertThat(unpacker.unpackValue().toJson())
                    .as("what a reader who knows nothing of the type finds")
                    .isEqualTo(RecordFormat.JSON.codec().encode(ENTRY).toUtf8());
        }
    }

    @Test
    void a_record_is_stored_as_protocol_buffers() throws InvalidProtocolBufferException {
        BatchRequest message = BatchRequest.parseFrom(
                storedAndRead(RecordFormat.PROTOCOL_BUFFERS).toArray());

        assertThat(message.getId().getSession().toStringUtf8()).isEqualTo(ENTRY.client());
        assertThat(message.getId().getSlot()).isEqualTo(ENTRY.slot());
        assertThat(message.getId().getSequence()).isEqualTo(ENTRY.sequence());
        assertThat(message.getMutationsList())
                .extracting(mutation -> mutation.getPut().getValue().toStringUtf8())
                .containsExactly("Ada Lovelace", "Zürich", "482107");
    }

    @Test
    void a_record_is_stored_by_a_codec_of_its_own() {
        assertThat(storedAndRead(RecordFormat.BY_HAND).toHex())
                .startsWith("08" + Bytes.utf8("web-7f3a").toHex() + "03" + "d3f802" + "03" + "0e");
    }

    @Test
    void the_page_has_the_sizes_of_the_four() {
        assertThat(FormatPage.read("codecs.md").table("| format | bytes |"))
                .extracting(row -> row.get(0) + " " + row.get(1))
                .containsExactlyElementsOf(Arrays.stream(RecordFormat.values())
                        .map(format -> format.title() + " "
                                + format.codec().encode(ENTRY).length())
                        .toList());
    }

    @Test
    void an_older_program_passes_over_a_new_field_of_json() {
        Bytes newer = Bytes.utf8(
                "{\"why\":{\"nested\":[1]},\"client\":\"a\",\"slot\":1,\"sequence\":2,\"changes\":[],\"last\":true}");
        assertThat(RecordFormat.JSON.codec().decode(newer)).isEqualTo(new JournalEntry("a", 1, 2, List.of()));
    }

    @Test
    void an_older_program_passes_over_a_new_field_of_message_pack() throws IOException {
        try (MessageBufferPacker packer = MessagePack.newDefaultBufferPacker()) {
            packer.packMapHeader(2)
                    .packString("why")
                    .packMapHeader(1)
                    .packInt(7)
                    .packArrayHeader(1);
            packer.packString("nested").packString("client").packString("a");
            assertThat(RecordFormat.MESSAGE_PACK.codec().decode(Bytes.wrap(packer.toByteArray())))
                    .isEqualTo(new JournalEntry("a", 0, 0, List.of()));
        }
    }

    @Test
    void an_older_program_keeps_a_new_field_of_protocol_buffers() throws InvalidProtocolBufferException {
        UnknownFieldSet.Field why = UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8("nested"))
                .build();
        BatchRequest newer =
                BatchRequest.parseFrom(RecordFormat.PROTOCOL_BUFFERS
                                .codec()
                                .encode(ENTRY)
                                .toArray())
                        .toBuilder()
                        .setUnknownFields(UnknownFieldSet.newBuilder()
                                .addField(NEW_FIELD, why)
                                .build())
                        .build();

        assertThat(RecordFormat.PROTOCOL_BUFFERS.codec().decode(Bytes.wrap(newer.toByteArray())))
                .isEqualTo(ENTRY);
        assertThat(BatchRequest.parseFrom(newer.toByteArray()).toByteArray())
                .as("what the older program writes when it has changed nothing")
                .isEqualTo(newer.toByteArray());
    }

    @Test
    void an_older_program_refuses_a_new_field_of_a_codec_by_hand() {
        Bytes newer = RecordFormat.BY_HAND.codec().encode(ENTRY).concat(Bytes.utf8("why"));
        assertThatThrownBy(() -> RecordFormat.BY_HAND.codec().decode(newer))
                .isInstanceOf(CorruptBytesException.class)
                .hasMessageContaining("expected the end, found 3 more bytes");
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PROTOCOL_BUFFERS")
    void cut_bytes_are_refused(RecordFormat format) {
        Bytes whole = format.codec().encode(ENTRY);
        for (int length = 0; length < whole.length(); length++) {
            assertThat(read(format.codec(), whole.slice(0, length)))
                    .as("%s, the first %s bytes of %s", format, length, whole.length())
                    .isEmpty();
        }
    }

    @Test
    void a_message_of_protocol_buffers_that_was_cut_between_fields_is_read_as_a_smaller_one() {
        Codec<JournalEntry> codec = RecordFormat.PROTOCOL_BUFFERS.codec();
        Bytes whole = codec.encode(ENTRY);
        List<Integer> read = IntStream.range(0, whole.length())
                .filter(length -> read(codec, whole.slice(0, length)).isPresent())
                .boxed()
                .toList();
        assertThat(read).as("lengths of cut messages that are read").hasSize(4).startsWith(0);
        assertThat(codec.decode(whole.slice(0, read.get(1))))
                .isEqualTo(new JournalEntry("", 0, 0, ENTRY.changes().subList(0, 1)));
    }

    @ParameterizedTest
    @EnumSource
    void text_that_is_not_utf8_is_refused(RecordFormat format) {
        String right = format.codec().encode(ENTRY).toHex();
        assertThat(right).as("%s, with an ü of two bytes", format).contains("c3bc");
        assertThat(read(format.codec(), Bytes.hex(right.replace("c3bc", "c328"))))
                .as("%s, with half an ü", format)
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void bytes_with_a_flipped_bit_are_read_or_refused_and_nothing_else(RecordFormat format) {
        byte[] bytes = format.codec().encode(ENTRY).toArray();
        int refused = 0;
        for (int bit = 0; bit < Byte.SIZE * bytes.length; bit++) {
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
            refused += read(format.codec(), Bytes.copyOf(bytes)).isEmpty() ? 1 : 0;
            bytes[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
        }
        assertThat(refused).as("flipped bits that were refused").isPositive();
    }

    @Test
    void a_batch_that_deletes_is_no_entry() {
        BatchRequest deletes = BatchRequest.newBuilder()
                .addMutations(Mutation.newBuilder()
                        .setDelete(Mutation.Delete.newBuilder().setKey(ByteString.copyFromUtf8("a"))))
                .build();
        assertThatThrownBy(() -> RecordFormat.PROTOCOL_BUFFERS.codec().decode(Bytes.wrap(deletes.toByteArray())))
                .hasMessage("at byte 0: expected changes that set a key, found one that does not");
    }

    private Bytes storedAndRead(RecordFormat format) {
        store.put(KEY, format.codec().encode(ENTRY));
        assertThat(store.get(KEY).map(format.codec()::decode)).contains(ENTRY);
        return store.get(KEY).orElseThrow();
    }

    private static Optional<JournalEntry> read(Codec<JournalEntry> codec, Bytes bytes) {
        try {
            return Optional.of(codec.decode(bytes));
        } catch (CorruptBytesException refused) {
            return Optional.empty();
        }
    }
}
