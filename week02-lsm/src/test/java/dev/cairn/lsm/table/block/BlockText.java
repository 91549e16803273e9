package dev.cairn.lsm.table.block;

import dev.cairn.common.bytes.ByteReader;
import dev.cairn.common.bytes.Bytes;
import dev.cairn.common.bytes.CorruptBytesException;
import java.util.ArrayList;
import java.util.List;

/// A block whose keys and values are text, as lines of text: `0: shares 0, adds apple = red`, and in the end
/// `restart points 0, 34`. Stateless.
final class BlockText {
    private BlockText() {}

    static List<String> of(Bytes block) {
        List<String> lines = new ArrayList<>();
        try {
            int count = new ByteReader(block.slice(block.length() - 4, block.length())).fixed32();
            int entriesEnd = block.length() - 4 * (count + 1);
            addEntries(block.slice(0, entriesEnd), lines);
            ByteReader restarts = new ByteReader(block.slice(entriesEnd, block.length() - 4));
            List<String> offsets = new ArrayList<>();
            while (!restarts.isAtEnd()) {
                offsets.add(Integer.toString(restarts.fixed32()));
            }
            lines.add("restart points " + String.join(", ", offsets));
        } catch (CorruptBytesException | IndexOutOfBoundsException e) {
            lines.add("no block: " + e.getMessage() + ": " + block.toHex());
        }
        return lines;
    }

    private static void addEntries(Bytes entries, List<String> lines) {
        ByteReader reader = new ByteReader(entries);
        while (!reader.isAtEnd()) {
            int at = reader.offset();
            int shared = reader.varint32();
            int unshared = reader.varint32();
            int value = reader.varint32();
            lines.add("%s: shares %s, adds %s = %s"
                    .formatted(at, shared, text(reader.bytes(unshared)), text(reader.bytes(value))));
        }
    }

    /// Long ones are told by their length.
    private static String text(Bytes bytes) {
        return bytes.length() > 20 ? bytes.length() + " bytes" : bytes.toUtf8();
    }
}
