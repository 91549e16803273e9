package dev.cairn.rpc.docs;

import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import dev.cairn.common.codec.Codec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CodingErrorAction;
import java.util.ArrayList;
import java.util.List;
import org.msgpack.core.MessageBufferPacker;
import org.msgpack.core.MessagePack;
import org.msgpack.core.MessagePackException;
import org.msgpack.core.MessageUnpacker;

/// An entry as a MessagePack map from the names of its fields: what JSON says, in bytes. Fields that it
/// does not know are passed over; one that is missing is empty, or 0.
///
/// Thread-safe.
final class MessagePackCodec implements Codec<JournalEntry> {
    private static final int BUFFER = 512;

    /// Unless told otherwise, the library takes 8 KiB for each record that it writes, and 16 KiB for each
    /// that it reads. It forgets the size of the buffer for reading when anything else is set after it.
    private static final MessagePack.PackerConfig PACKING = new MessagePack.PackerConfig().withBufferSize(BUFFER);

    private static final MessagePack.UnpackerConfig UNPACKING = new MessagePack.UnpackerConfig()
            .withActionOnMalformedString(CodingErrorAction.REPORT)
            .withStringDecoderBufferSize(BUFFER);

    @Override
    public Bytes encode(JournalEntry entry) {
        try (MessageBufferPacker packer = PACKING.newBufferPacker()) {
            packer.packMapHeader(4).packString("client").packString(entry.client());
            packer.packString("slot").packInt(entry.slot());
            packer.packString("sequence").packLong(entry.sequence());
            packer.packString("changes").packArrayHeader(entry.changes().size());
            for (JournalEntry.Change change : entry.changes()) {
                packer.packMapHeader(2).packString("key").packString(change.key());
                packer.packString("value").packString(change.value());
            }
            return Bytes.wrap(packer.toByteArray());
        } catch (IOException broken) {
            throw new UncheckedIOException("writing to memory failed", broken);
        }
    }

    @Override
    public JournalEntry decode(Bytes bytes) {
        try (MessageUnpacker unpacker = UNPACKING.newUnpacker(bytes.toArray())) {
            try {
                JournalEntry entry = entry(unpacker);
                if (unpacker.hasNext()) {
                    throw corrupt(unpacker, "the end", "more bytes");
                }
                return entry;
            } catch (MessagePackException broken) {
                throw corrupt(unpacker, "a JournalEntry in MessagePack", String.valueOf(broken.getMessage()));
            }
        } catch (IOException broken) {
            throw new UncheckedIOException("reading from memory failed", broken);
        }
    }

    private static JournalEntry entry(MessageUnpacker unpacker) throws IOException {
        String client = "";
        int slot = 0;
        long sequence = 0;
        List<JournalEntry.Change> changes = List.of();
        for (int left = unpacker.unpackMapHeader(); left != 0; left--) {
            switch (unpacker.unpackString()) {
                case "client" -> client = unpacker.unpackString();
                case "slot" -> slot = unpacker.unpackInt();
                case "sequence" -> sequence = unpacker.unpackLong();
                case "changes" -> changes = changes(unpacker);
                default -> unpacker.skipValue();
            }
        }
        return new JournalEntry(client, slot, sequence, changes);
    }

    /// The list grows as changes are read: the number before them may be wrong, and be large.
    private static List<JournalEntry.Change> changes(MessageUnpacker unpacker) throws IOException {
        List<JournalEntry.Change> changes = new ArrayList<>();
        for (int left = unpacker.unpackArrayHeader(); left != 0; left--) {
            changes.add(change(unpacker));
        }
        return changes;
    }

    private static JournalEntry.Change change(MessageUnpacker unpacker) throws IOException {
        String key = "";
        String value = "";
        for (int left = unpacker.unpackMapHeader(); left != 0; left--) {
            switch (unpacker.unpackString()) {
                case "key" -> key = unpacker.unpackString();
                case "value" -> value = unpacker.unpackString();
                default -> unpacker.skipValue();
            }
        }
        return new JournalEntry.Change(key, value);
    }

    private static CorruptBytesException corrupt(MessageUnpacker unpacker, String expected, String actual) {
        return new CorruptBytesException((int) unpacker.getTotalReadBytes(), expected, actual);
    }
}
