package dev.cairn.rpc.docs;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.ByteWriter;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.codec.Codec;
import dev.cairn.common.codec.Codecs;
import java.util.ArrayList;
import java.util.List;

/// A codec written by hand: texts with their lengths, numbers as varints, the number of changes before them.
///
/// Thread-safe.
final class HandCodec implements Codec<JournalEntry> {
    private static final int EXPECTED_BYTES = 256;

    @Override
    public Bytes encode(JournalEntry entry) {
        ByteWriter writer = new ByteWriter(EXPECTED_BYTES)
                .lengthPrefixed(Bytes.utf8(entry.client()))
                .varint32(entry.slot())
                .varint64(entry.sequence())
                .varint32(entry.changes().size());
        for (JournalEntry.Change change : entry.changes()) {
            writer.lengthPrefixed(Bytes.utf8(change.key())).lengthPrefixed(Bytes.utf8(change.value()));
        }
        return writer.toBytes();
    }

    @Override
    public JournalEntry decode(Bytes bytes) {
        ByteReader reader = new ByteReader(bytes);
        String client = text(reader);
        int slot = reader.varint32();
        long sequence = reader.varint64();
        List<JournalEntry.Change> changes = new ArrayList<>();
        for (int left = reader.varint32(); left != 0; left--) {
            changes.add(new JournalEntry.Change(text(reader), text(reader)));
        }
        reader.end();
        return new JournalEntry(client, slot, sequence, changes);
    }

    private static String text(ByteReader reader) {
        return Codecs.string().decode(reader.lengthPrefixed());
    }
}
